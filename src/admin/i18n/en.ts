/**
 * Every sentence of the screens in English. `sv.ts` must have the same keys;
 * otherwise the code does not compile.
 */
export const en = {
  menu: "Promotion redemptions",

  page: {
    title: "Promotion redemptions",
  },

  counts: {
    label: "Redemptions by status",
    showAll: "Show all",
  },

  chart: {
    title: "Day by day",
    description:
      "Redemptions by the day on which their status was last updated.",
    days: "Last {{count}} days",
    period: "Period",
    empty: "No redemption was updated in this period.",
    summary:
      "From {{from}} to {{to}}: {{redeemed}} used, {{rejected}} refused, {{pending}} waiting, {{attention}} that need a decision.",
    table: "Show the numbers as a table",
    day: "Day",
    error: "The numbers could not be loaded.",
    heading: "Counts and chart",
    allTime: "All time",
    choosePeriod:
      "Choose a period to see it day by day. The list then shows the same period.",
  },

  table: {
    scope: {
      customer_id: "Only those of one customer.",
      promotion_id: "Only those of one promotion.",
    },
    searchHint: "Offer, order number, customer or id",
    offer: "Offer",
    status: "Status",
    reason: "Reason",
    order: "Order",
    customer: "Customer",
    discount: "Discount",
    changed: "Updated",
    created: "Added to the cart",
    channel: "Channel",
    sort: "Sort",
    filter: "Filter",
    removeFilter: "Remove this filter",
    is: "is",
    clear: "Clear all",
    first: "Redemptions that need a decision come first",
    noOrder: "No order",
    noCustomer: "Guest or deleted",
    of: "of",
    results: "results",
    pages: "pages",
    prev: "Previous",
    next: "Next",
    newest: "Newest first",
    oldest: "Oldest first",
    ascending: "Ascending",
    descending: "Descending",
    emptyTitle: "No redemptions yet",
    emptyText:
      "When a customer applies an offer from Engage to a cart, it appears here.",
    filteredTitle: "No results",
    filteredText: "Try changing the filters or the search.",
    error: "The redemptions could not be loaded.",
    partial:
      "This search fits very many customers or offers, and only some of them are shown. Type more of the name or the address.",
  },

  dates: {
    today: "Today",
    lastDays: "Last {{count}} days",
    custom: "Custom",
    from: "From",
    to: "To",
  },

  export: {
    action: "Export",
    people: "For a spreadsheet",
    peopleText:
      "The words, times and decimals of this screen, with e-mail addresses.",
    raw: "For other programs",
    rawText: "All columns as the API names them, times in UTC.",
    tooMany:
      "There are more than {{most}} rows. Narrow the list down, or export for other programs.",
    fileName: "promotion-redemptions",
    email: "E-mail",
    currency: "Currency",
    takenBy: "Who is on it",
    id: "Id",
    done: "The file has been downloaded.",
    error: "The file could not be made.",
  },

  banner: {
    attention_one: "{{count}} redemption needs a decision",
    attention_other: "{{count}} redemptions need a decision",
    giveBack_one:
      "{{count}} order was cancelled or returned, and its offer is used",
    giveBack_other:
      "{{count}} orders were cancelled or returned, and their offers are used",
    engage: {
      not_configured: "The plugin is switched off",
      key_refused: "Engage does not accept the shop’s key",
      misconfigured: "Engage cannot be reached: wrong settings",
      unreachable: "Engage cannot be reached",
    },
    promotions_one: "{{count}} promotion needs a decision",
    promotions_other: "{{count}} promotions need a decision",
    promotionsText:
      "An offer from Engage uses it, but orders have used its code without an offer as well.",
  },

  health: {
    title: "Connection to Engage",
    description: "Checked with calls that change nothing in Engage.",
    button: "Engage: {{status}}",
    asking: "asking…",
    unknown: "not known",
    status: {
      ok: "connected",
      key_refused: "key refused",
      misconfigured: "wrong settings",
      unreachable: "not reachable",
      not_configured: "switched off",
    },
    text: {
      ok: "Engage answers and accepts the shop’s key.",
      key_refused:
        "Engage answers, but does not accept the shop’s key. Orders go through as usual and offers wait. Ask whoever looks after the shop to check the key.",
      misconfigured:
        "The address of Engage leads somewhere else. Orders go through as usual and offers wait. Ask whoever looks after the shop to check the address of Engage.",
      unreachable:
        "Engage does not answer, or is too busy. Orders go through as usual; what waits is sent when Engage is back.",
      not_configured:
        "The shop runs without Engage: no offers are shown. What waits is still sent while the key is there. Before the plugin is taken out of the configuration, deactivate the promotions that are only for customers with an offer: without the plugin everybody can use their codes.",
    },
    took: "Response time",
    queue: "What is waiting",
    waiting: "Waiting for Engage",
    attention: "Need a decision",
    giveBack: "Give back, or not?",
    unpaid: "Waiting for the customer’s payment",
    promotions: "Promotions that need a decision",
    oldest: "the oldest {{age}}",
    options: "Settings of the plugin",
    optionsText:
      "As they are in the shop’s configuration. They cannot be changed here; the key is never shown.",
    again: "Ask again",
    error: "The connection could not be checked.",
    notSet: "not set",
    yes: "yes",
    no: "no",
  },

  unpaid: {
    title_one: "{{count}} order with an offer is not paid yet",
    title_other: "{{count}} orders with an offer are not paid yet",
    text: "Engage is told as soon as the payment is in.",
    action: "Show unpaid orders",
  },

  rights: {
    title: "Your role does not include this page",
    text: "Ask whoever looks after users for the right to read promotion redemptions.",
  },

  limits: {
    title: "Medusa’s own limits count for offers too",
    text: "A cancelled order goes on counting. A customer who is given the offer back may not be able to use it.",
    usedUp: "This promotion is used up",
    usedUpText:
      "No customer can use the offer, and one that is given back cannot be used either. Raise the limit first.",
    uses_one: "It can be used {{limit}} time in all, and {{used}} is taken.",
    uses_other:
      "It can be used {{limit}} times in all, and {{used}} are taken.",
    oncePerCustomer: "Each customer can use it once.",
    budgetUses:
      "Its campaign can be used {{limit}} times in all, and {{used}} are taken.",
    budgetMoney:
      "Its campaign has a budget of {{limit}}, and {{used}} is spent.",
    budgetEach: "Its campaign has a budget for each customer: {{limit}}.",
  },

  detail: {
    why: "Reason",
    next: "What to do",
    note: "Note",
    givingBack: "Giving the offer back",
    givingBackStatus: {
      sending: "It is being given back right now.",
      refused: "Engage did not give the customer the offer again.",
      unknown:
        "It was asked for, and no clear answer came. Look at the customer’s offers before you try again.",
    },
    nextTry: "The shop tries again {{when}}",
    nextTrySoon: "The shop tries again in a moment",
    offer: "The offer",
    name: "Name",
    heading: "What the customer read",
    code: "Code in the shop",
    promotion: "Promotion in the shop",
    discount: "Discount",
    noDiscount: "None",
    channel: "Channel",
    assignment: "Offer id in Engage",
    noAssignment: "The customer did not have the offer",
    template: "Promotion id in Engage",
    who: "Customer and order",
    customer: "Customer",
    contact: "Contact in Engage",
    noCustomer: "A guest, or the customer was deleted",
    cart: "Cart",
    payment: "Payment collection",
    order: "Order",
    noOrder: "No order was placed",
    laterOrder: "Placed without it",
    orderPlaced: "placed {{date}}",
    orderCanceled: "cancelled",
    deleted: "deleted",
    timeline: "What happened",
    timelineText: "Newest first.",
    error: "This redemption could not be loaded.",
    notFound: "There is no such redemption",
    notFoundText: "Redemptions that were never used are removed after a while.",
    all: "All redemptions",
  },

  timeline: {
    linked: "The offer was put on the cart",
    state: "Status: {{status}}",
    by: "by {{actor}}",
    redeem: "Call to Engage: mark the offer as used",
    verify: "Call to Engage: check whether the offer is used",
    reassign: "Call to Engage: give the customer the offer again",
    trigger: {
      checkout: "at the checkout",
      retry: "automatic retry",
      manual: "started by your team",
      cancellation: "after the order was cancelled",
      return: "after everything was returned",
    },
    outcome: {
      redeemed: "Used",
      not_redeemed: "Not used",
      refused: "Refused",
      misconfigured: "Wrong settings",
      unavailable: "Engage not reachable",
      unknown: "No clear answer",
      assigned: "Given",
      not_assigned: "Not given",
    },
    running: "No answer yet",
    http: "HTTP {{status}}",
    took: "after {{duration}}",
    code: "code {{code}}",
    action: {
      retry: "Tried by hand",
      resolve: "Settled by hand",
      reassign: "Offer given back by hand",
      note: "Note",
      take: "Took it on",
      leave: "Not on it any more",
    },
    resolution: {
      redeemed: "as used",
      written_off: "as closed",
      not_redeemed: "as not used",
      not_given_back: "as used: it is not given back",
    },
    underWay: "under way",
    actor: {
      customer: "the customer",
      checkout: "the checkout",
      job: "the shop",
      somebody: "somebody in your team",
      removed: "somebody (name cleared away)",
    },
  },

  actions: {
    retry: "Try now",
    retryDone: "The offer is now marked as used in Engage.",
    retryRefused: "Engage refused the offer. The reason is on this page.",
    retryWaits: "Engage gave no clear answer. This page shows how it stands.",
    resolve: "Settle by hand",
    resolveTitle: "Settle this redemption by hand",
    resolveText:
      "Nothing is sent to Engage. What you decide is recorded with your note, your name and the time.",
    resolution: "How is it settled?",
    resolution_redeemed: "As used in Engage",
    resolution_redeemed_text:
      "Engage has the offer as used, for example because you marked it there.",
    resolution_written_off: "As closed, and Engage stays as it is",
    resolution_written_off_text:
      "The customer keeps the discount, or you solved it in another way.",
    resolution_not_redeemed: "As not used: the customer has the offer again",
    resolution_not_redeemed_text:
      "Engage does not have the offer as used. The customer can use it on another order. An order that was placed keeps its discount.",
    resolution_not_given_back: "The offer stays used",
    resolution_not_given_back_text:
      "The customer does not get it back. Nobody is asked about it any more; you can still give it back.",
    note: "Note",
    noteHint:
      "What you found, and what you told the customer. Your team reads it later.",
    noteRequired: "Write a note: your team has to see why.",
    resolveDone: "The redemption is settled.",
    addNote: "Add a note",
    noteTitle: "Add a note",
    noteText: "For your team. It settles nothing and is not sent to Engage.",
    noteDone: "The note is saved.",
    noteKept:
      "It cannot be settled any more. Your note is still here: you can save it as a plain note.",
    keepNote: "Save the note",
    giveBack: "Give back",
    giveBackTitle: "Give the offer back?",
    giveBackText:
      "Engage gives the customer the same promotion once more, as a new offer. The used one stays used.",
    giveBackPartText:
      "Only a part of the order was returned. Engage gives the customer the same promotion once more, as a new offer. The used one stays used.",
    giveBackDone: "The customer was given the offer again.",
    confirm: "Yes, give it back",
    cancel: "Cancel",
    save: "Save",
    failed:
      "Something went wrong. Check on this page what has changed, then try again.",
  },

  /** The operator who works on a redemption. */
  taking: {
    take: "I’m on it",
    leave: "I’m not on it any more",
    over: "Take over",
    you: "You are on it",
    other: "{{name}} is on it",
    somebody: "Somebody",
    overTitle: "Take this over?",
    overText: "{{name}} is on it. They are not told; talk to them first.",
    overConfirm: "Take over",
  },

  /** Asked when an operator closes a drawer with typed text. */
  discard: {
    title: "Discard what you typed?",
    text: "Your note has not been saved.",
    confirm: "Discard",
    cancel: "Go on writing",
  },

  /** The list from which the operator opened a redemption. */
  queue: {
    label: "In the list",
    back: "Back to the list",
    position: "{{position}} of {{count}}",
    previous: "Previous in the list",
    next: "Next in the list",
  },

  /** Actions on several redemptions. */
  batch: {
    label: "Selected redemptions",
    selectAll: "Select all that can be tried or settled",
    select: "Select {{offer}}",
    selected_one: "{{count}} selected",
    selected_other: "{{count}} selected",
    clear: "Clear",
    retry: "Try now",
    trying: "Trying…",
    resolve: "Settle by hand",
    resolveTitle_one: "Settle {{count}} redemption by hand",
    resolveTitle_other: "Settle {{count}} redemptions by hand",
    resolveText:
      "Nothing is sent to Engage. What you decide is recorded on each, with your note, your name and the time.",
    resolveAction_one: "Settle {{count}}",
    resolveAction_other: "Settle {{count}}",
    left_one: "{{count}} of the selected cannot be settled like this.",
    left_other: "{{count}} of the selected cannot be settled like this.",
    used_one: "{{count}} is now marked as used in Engage.",
    used_other: "{{count}} are now marked as used in Engage.",
    waiting_one: "{{count}} is still waiting for Engage or for the payment.",
    waiting_other: "{{count}} are still waiting for Engage or for the payment.",
    refused_one: "{{count}} was refused by Engage.",
    refused_other: "{{count}} were refused by Engage.",
    free_one: "{{count}} was not used: the customer has the offer.",
    free_other: "{{count}} were not used: the customers have the offers.",
    settled_one: "{{count}} is settled.",
    settled_other: "{{count}} are settled.",
    notDone_one: "{{count}} could not be done:",
    notDone_other: "{{count}} could not be done:",
  },

  order: {
    discount: "{{amount}} off",
    title: "Offers from Engage",
    empty: "No personal offer was used on this order, and none was refused.",
    error: "The offers of this order could not be loaded.",
    details: "Details",
    tried: "Tried on this order and refused",
    triedText: "The customer placed the order without these.",
    takenOff: "On the cart, and taken off before the order",
    laterOrder: "The order was placed without it: {{order}}",
    byStaff: "Added by your team without an offer",
    byStaffText:
      "This promotion is for customers who have the offer in Engage. Somebody in your team put it on the order: Engage was not asked, and no offer was used up.",
  },

  customer: {
    code: "code {{code}}",
    onOrder: "order {{order}}",
    now: "Offers in Engage now",
    nowText: "As Engage has them at this moment.",
    nowEmpty: "Engage has no offer for this customer.",
    nowError: "Engage could not be asked for this customer’s offers.",
    past: "Offers used in the shop",
    pastEmpty: "No offer of this customer has been on a cart yet.",
    pastError: "The redemptions of this customer could not be loaded.",
    tried: "Tried and refused in the last days",
    triedText:
      "Offers that were refused when the customer applied them. Kept for 14 days.",
    triedError: "What was refused could not be loaded.",
    triedTimes_one: "{{count}} time, last {{when}}",
    triedTimes_other: "{{count}} times, last {{when}}",
    triedOffer: "An offer that Engage did not list",
    usable: "Can be used",
    notUsable: "Cannot be used",
    expires: "until {{date}}",
    all: "All of this customer’s",
  },

  /** Why a customer has no contact in Engage. */
  noContact: {
    verification_required: {
      title: "Engage was not asked: the customer is not verified",
      text: "Anybody can sign up with somebody else’s address, so the customer has to verify it first, or the phone number where the shop looks up by that. The shop’s e-mail with the link may not have arrived, or they sign in with another address than the one on this page.",
    },
    nothing_to_look_up_by: {
      title:
        "Engage was not asked: there is nothing to look the customer up by",
      text: "The shop finds customers in Engage by a field that is empty for this one. The option “contactLookup” says which.",
    },
    contact_not_found: {
      title: "Engage does not know this customer",
      text: "There is no contact in Engage for what the shop looks up. Compare the customer’s e-mail address here with the one in Engage.",
    },
    contact_ambiguous: {
      title: "Engage has this customer more than once",
      text: "Two contacts have the same key, often one of each contact type. Name one type in the option “contactLookup.contactType”, or merge the contacts in Engage.",
    },
    switched_off: {
      title: "Engage was not asked: the plugin is switched off",
      text: "The option “enabled” is false.",
    },
  },

  /** Why a customer sees no offers. */
  check: {
    title: "Why is an offer not shown?",
    description:
      "Goes through everything that has to be right for one customer, and asks Engage what the shop asks. Changes nothing.",
    customer: "Customer’s e-mail address or id",
    action: "Check",
    ok: "in order",
    notOk: "not in order",
    nobody: "No customer with an account has this e-mail address or id.",
    forbidden: "Your role does not include reading customers.",
    error: "The check could not be made.",
    missingCurrencies: "No amount in {{currencies}}.",
    step: {
      customer: "The customer can be looked up",
      contact_lookup: "Finding the contact in Engage",
      promotions_list: "Listing the contact’s promotions",
      offers: "The offers",
    },
    finding: {
      key_refused: {
        title: "Engage refuses the key",
        next: "The option “apiKey” is wrong, or this server’s address is not on the list of addresses that Engage allows for the key.",
      },
      contact_type_unknown: {
        title: "Engage does not know the contact type",
        next: "Correct the option “contactLookup.contactType”: it has to be spelled as in Engage.",
      },
      wrong_address: {
        title: "Something answers that is not Engage",
        next: "Check the options “baseUrl”, “api” and “endpoints”, and whether a proxy stands between.",
      },
      tenant_set_up_wrongly: {
        title: "Engage says that it is set up wrongly",
        next: "Ask Voyado: the shop can do nothing about it.",
      },
      unreachable: {
        title: "Engage does not answer, or is too busy",
        next: "Try again in a moment. If it stays so, look whether this server reaches the internet, and through which proxy.",
      },
      verification_required: {
        title: "The customer is not verified",
        next: "The customer verifies the e-mail address with the link that the shop sends, or the phone number where the shop looks up by that. If no e-mail arrives, see the plugin’s page “Install”. If they sign in with another address than the one here, change one of the two.",
      },
      nothing_to_look_up_by: {
        title: "The customer lacks what the shop looks up by",
        next: "The option “contactLookup” names the field: fill it in.",
      },
      contact_not_found: {
        title: "Engage knows nobody by this key",
        next: "Compare the customer’s data here with the contact in Engage.",
      },
      contact_ambiguous: {
        title: "Engage has two contacts by this key",
        next: "Name one type in the option “contactLookup.contactType”, or merge the contacts in Engage.",
      },
      switched_off: {
        title: "The plugin is switched off",
        next: "The option “enabled” is false.",
      },
      no_promotions: {
        title: "Engage has no promotion for this contact",
        next: "Assign one in Engage, and look whether it is active and has started: a promotion to come is not given out.",
      },
      none_usable: {
        title: "None of the offers can be used in the shop",
        next: "Each of them says below why.",
      },
    },
  },

  /** Offers that Engage shows but the shop cannot give. */
  notGiven: {
    title: "Offered by Engage, but the shop cannot give it",
    description:
      "Counted on this server since it started, each time a customer opened their offers.",
    seen_one: "{{count}} time, last {{when}}",
    seen_other: "{{count}} times, last {{when}}",
    no_promotion: {
      name: "An offer",
      text: "No active promotion in the shop has the code {{code}}. Create one with exactly this code.",
    },
    no_amount: {
      name: "An offer",
      text: "Engage has no amount in {{currency}}. Add one on the promotion in Engage.",
    },
    contact_ambiguous: {
      name: "Customers who are in Engage more than once",
      text: "They are shown no offers. Name a type in the option “contactLookup.contactType”, or merge the contacts in Engage.",
    },
  },

  promotion: {
    drafts: "Drafts made from here",
    draftStatus: {
      creating: "being created",
      created: "created",
      failed: "not created",
      unknown: "not known: look in Engage",
    },
    draftUnclear:
      "An earlier try had no clear answer, so the draft may be in Engage already. Look there first.",
    draftLookFirst: "Look in Engage first, and say here that you have.",
    draftLooked: "I have looked in Engage, and there is no such draft",
    seen_one: "{{count}} time on a cart, {{used}} used; last {{date}}",
    seen_other: "{{count}} times on a cart, {{used}} used; last {{date}}",
    seenByHand: "Put on a cart by hand",
    title: "Personal offer from Engage",
    managed: "Only for customers with the offer",
    free: "For everybody who has the code",
    managedText:
      "Only customers who have the offer in Engage can use this promotion. Its code alone does nothing.",
    beforeRemoval:
      "The plugin sees to that. Deactivate this promotion before the plugin is removed from the shop, or everybody can use its code.",
    freeText:
      "Everybody who knows the code can use this promotion, as with any other.",
    open: "Open to everybody for now",
    openText:
      "Somebody made this promotion automatic, so every cart that fits its rules gets the discount, with or without an offer. As soon as it is a code again, only customers who have the offer in Engage can use it.",
    switch: "Only for customers who have the offer in Engage",
    switchLater: "Only for them as soon as it is a code again",
    automatic:
      "This promotion applies by itself to every cart, so it cannot be a personal offer.",
    provided: "The plugin made this promotion for an offer from Engage.",
    decisionTitle: "Somebody has to decide",
    decisionText:
      "An offer from Engage uses this promotion, but orders have also used its code without an offer. Should it be kept for customers who have the offer?",
    decisionYes: "Keep it for them",
    decisionNo: "Leave it for everybody",
    saved: "Saved.",
    redeemed: "Used",
    redeemedCount_one: "{{count}} time",
    redeemedCount_other: "{{count}} times",
    engagePromotions: "Promotions in Engage that use it",
    engagePromotionsEmpty: "The shop has not seen any.",
    show: "Show these redemptions",
    error: "What Engage has to do with this promotion could not be loaded.",
    draft: "Create a draft in Engage",
    draftTitle: "Create a draft in Engage",
    draftText:
      "This creates a promotion in Engage for this one, with the code {{code}} for the online shop. It is a draft: no customer gets it yet.",
    draftName: "Name",
    draftHeading: "Heading that customers read",
    draftDescription: "Description",
    draftValidity: "Days that it is valid after it was given",
    draftCreate: "Create the draft",
    draftDone: "The draft is in Engage.",
    draftLeft: "What is left to do in Engage",
    draftStep1:
      "Open Engage, go to the promotions and find the draft “{{name}}”.",
    draftStep2:
      "Check its text, its picture and how long it is valid. The discount itself is set here in the shop.",
    draftStep3: "Activate it.",
    draftStep4:
      "Give it to customers, by an automation or to a list. From then on they see it in the shop.",
    draftId: "Its id in Engage",
    close: "Done",
    required: "Fill this in.",
  },

  /** Why an action failed. */
  error: {
    redemption_action_not_allowed:
      "Somebody else was quicker: this redemption has changed meanwhile. The screen shows how it stands now.",
    redemption_busy:
      "Somebody else, or the shop itself, is at this redemption right now. Look again in a moment.",
    redemption_taken:
      "Somebody else has taken this on meanwhile. The page shows who.",
    assignment_held_elsewhere:
      "The offer was used for another order, so it cannot be sent for this one. Settle it by hand.",
    redemption_not_redeemed:
      "Only an offer that was used on an order can be given back.",
    order_not_canceled:
      "The order stands with its discount. Once it is cancelled, or all of it is returned, the offer can be given back.",
    order_partly_returned:
      "Only a part of the order was returned. The offer can be given back all the same, if you say so.",
    redemption_already_reassigned: "This offer was given back already.",
    reassignment_not_possible:
      "It is not known here whose offer it was. Give the customer the promotion in Engage by hand.",
    reassignment_in_progress:
      "This offer is being given back right now. Look again in a minute.",
    reassignment_outcome_unknown:
      "No clear answer came: the customer may have the offer again or not. Look at the customer’s offers before you try again.",
    contact_not_found: "Engage does not know this customer any more.",
    invalid_contact_id:
      "Engage does not take the id of this customer’s contact.",
    invalid_promotion_id: "Engage does not take the id of this promotion.",
    engage_not_configured:
      "The shop runs without Engage at the moment, so Engage was not asked.",
    promotion_is_automatic:
      "This promotion applies by itself to every cart, so it cannot be a personal offer.",
    draft_in_progress:
      "A draft for this promotion is being created right now. Look again in a moment.",
    draft_outcome_unknown:
      "No clear answer came: the draft may be in Engage or not. Look there before you try again.",
    draft_refused: "Engage does not take this draft.",
    engage_set_up_wrongly:
      "Engage does not accept the shop’s connection. Ask whoever looks after the shop to check the address and the key.",
    engage_unavailable:
      "Engage cannot be reached right now. Nothing was changed.",
  },

  general: {
    close: "Close",
    again: "Try again",
    loading: "Loading",
    none: "–",
  },

  status: {
    linked: "On a cart",
    claimed: "Order under way",
    redeeming: "Being sent",
    pending: "Waiting",
    redeemed: "Used",
    rejected: "Refused",
    attention: "Needs a decision",
    released: "Not used",
    settled: "Settled by hand",
    given_back: "Given back",
    give_back_undecided: "Give back?",
  },

  /** The filter for tasks and results that no status shows. */
  state: {
    label: "To do and done",
    needs_decision: "Needs a decision",
    give_back_undecided: "Give back, or not?",
    given_back: "Given back",
    settled_by_hand: "Settled by hand",
  },

  /** An operator's resolution, told before the redemption's situation. */
  settled: {
    redeemed: "Somebody in your team settled this by hand: the offer is used.",
    written_off: "Somebody in your team settled this by hand as closed.",
    not_redeemed:
      "Somebody in your team settled this by hand: the offer is not used.",
    not_given_back:
      "Somebody in your team had decided that the customer does not get the offer back.",
  },

  situation: {
    on_cart: {
      title: "The offer is on a cart",
      happened:
        "The customer has applied the offer to a cart and not ordered yet. Engage has not been told.",
      next: "Nothing. Engage is told when the order is placed, and not before.",
    },
    ordering: {
      title: "The customer is ordering right now",
      happened:
        "The order with this offer is being placed. Engage has not been told yet.",
      next: "Nothing. Look again in a minute.",
    },
    sending: {
      title: "Engage is being told right now",
      happened:
        "The use of the offer is being sent to Engage, and the answer is not here yet.",
      next: "Nothing. Look again in a minute; an answer that got lost is looked into by itself.",
    },
    waiting_for_payment: {
      title: "Waiting for the payment",
      happened:
        "The order stands with the discount. Its payment is still to come, so Engage has not been told.",
      next: "Nothing. Engage is told when the payment is in; if the order is cancelled first, the customer has the offer again. If it is to be free now, settle it by hand as not used.",
    },
    waiting_for_engage: {
      title: "Waiting for Engage",
      happened:
        "The order stands with the discount, but Engage could not be reached, so it does not know yet that the offer is used.",
      next: "Nothing. It is tried again by itself for 24 hours. If you know that Engage is back, you can try now.",
    },
    waiting_for_setup: {
      title: "Engage does not accept the shop’s connection",
      happened:
        "The order stands with the discount, but Engage did not let the shop in, so it does not know yet that the offer is used.",
      next: "Ask whoever looks after the shop to check the address and the key for Engage. Then try now; it is also tried again by itself for 24 hours.",
    },
    waiting_for_answer: {
      title: "Engage’s answer got lost",
      happened:
        "The order stands with the discount. The use of the offer was sent to Engage, but no clear answer came back.",
      next: "Nothing. Engage is asked what became of it before anything is sent again.",
    },
    waiting_without_order: {
      title: "Engage’s answer is being looked into",
      happened:
        "The use of the offer was sent to Engage, but the order was not placed in the end. What Engage made of it is not known yet.",
      next: "Nothing. Engage is asked what became of it. If the customer orders again with the same cart, it goes on from there.",
    },
    used: {
      title: "The offer was used on this order",
      happened:
        "The order has the discount, and Engage knows the offer is used.",
      next: "Nothing. If the order is cancelled or returned, you can give the customer the offer back.",
    },
    used_canceled: {
      title: "The order was cancelled, and the offer is used up",
      happened:
        "The order was cancelled, and Engage has its offer as used. The customer cannot use it again.",
      next: "Decide whether the customer should have the offer again. If so, give it back; if not, settle this by hand with a note.",
    },
    used_returned: {
      title: "Everything was returned, and the offer is used up",
      happened:
        "Everything on the order was returned, and Engage has its offer as used. The customer cannot use it again.",
      next: "Decide whether the customer should have the offer again. If so, give it back; if not, settle this by hand with a note.",
    },
    used_partly_returned: {
      title: "The offer was used, and a part of the order was returned",
      happened:
        "The order stands, and a part of it was returned. Engage has its offer as used.",
      next: "Nothing. If the customer should have the offer again all the same, you can give it back.",
    },
    used_order_deleted: {
      title: "The offer is used up, and its order was deleted",
      happened:
        "Engage has the offer as used. The order that it was used on was deleted here.",
      next: "If the customer should have the offer again, give them the promotion in Engage by hand.",
    },
    giving_back: {
      title: "The offer is being given back right now",
      happened:
        "Engage is asked to give the customer the same promotion once more.",
      next: "Nothing. Look again in a minute.",
    },
    giving_back_unclear: {
      title: "It is not clear whether the customer has the offer again",
      happened:
        "Engage was asked to give the customer the same promotion once more, and no clear answer came.",
      next: "Look at the customer’s offers in Engage. If it is not among them, give it back; if it is, settle this by hand with a note.",
    },
    given_back: {
      title: "The customer was given the offer again",
      happened:
        "Engage has given the customer the same promotion once more, as a new offer. The used one stays used.",
      next: "Nothing.",
    },
    not_given_back: {
      title: "Settled by hand: the offer stays used",
      happened:
        "Somebody in your team decided that the customer does not get the offer back.",
      next: "Nothing. The note says why. It can still be given back.",
    },
    used_inferred: {
      title: "The offer was used, as far as one can tell",
      happened:
        "The answer to the shop’s call got lost, and Engage lists the offer as used since. It is taken to be this order.",
      next: "Nothing, unless the customer says that they used the offer in a store as well: Engage cannot tell the two apart.",
    },
    used_without_order: {
      title: "Used in Engage, but without an order",
      happened:
        "Engage has the offer as used, but the order was not placed in the end. The offer is kept for this customer’s next order.",
      next: "Nothing yet. If no order uses it within 24 hours, somebody has to decide.",
    },
    waiting_order_gone: {
      title: "The order is gone, and the offer is being looked into",
      happened:
        "The order was cancelled or deleted before it was known whether Engage has the offer as used.",
      next: "Nothing. If Engage does not have it as used, the customer gets it back by itself. If Engage has it, you can decide then.",
    },
    waiting_returned: {
      title: "Waiting, and everything was returned",
      happened:
        "Everything on the order was returned. It is not known yet whether Engage has the offer as used.",
      next: "Nothing. The shop finds out by itself. If Engage has the offer as used, you can give it back then; if Engage was never told, the customer gets it back.",
    },
    settled_used: {
      title: "Settled by hand: the offer is used",
      happened:
        "Somebody in your team looked at this and settled that Engage has the offer as used.",
      next: "Nothing. The note says why.",
    },
    settled_used_without_order: {
      title: "Settled by hand: the offer is used, without an order",
      happened:
        "Somebody in your team looked at this and settled that Engage has the offer as used. No order has it.",
      next: "Nothing. The note says why.",
    },
    refused: {
      title: "Engage refused the offer",
      happened:
        "The discount was taken off and no order was placed with it. The customer was told and could order at the full price.",
      next: "Nothing. The reason is there in case the customer asks.",
    },
    refused_used: {
      title: "The offer was used already",
      happened:
        "The discount was taken off and no order was placed with it. The customer was told and could order at the full price.",
      next: "Nothing. The offer was used before, in a store or on another order; look at the customer’s other redemptions if they ask.",
    },
    refused_by_shop: {
      title: "The offer could not be used",
      happened:
        "The discount was taken off and no order was placed with it. The customer was told and could order at the full price.",
      next: "Nothing. The reason is there in case the customer asks.",
    },
    refused_undoing: {
      title: "The offer was refused, and the order is being undone",
      happened:
        "The order is being taken back together with its discount. Its payment is given back.",
      next: "Nothing. Should the order stand after all, somebody is asked to decide within the hour.",
    },
    closed: {
      title: "Settled by hand",
      happened:
        "Somebody in your team looked at this and settled it without Engage.",
      next: "Nothing. The note says why.",
    },
    refused_without_assignment: {
      title: "The customer did not have the offer",
      happened:
        "The discount was taken off and no order was placed with it. The customer was told and could order at the full price.",
      next: "Nothing. Engage was not asked, as there was nothing to redeem.",
    },
    payment_returned: {
      title: "The payment was given back",
      happened:
        "The cart became no order, and its payment was cancelled or refunded later. The cart's offers are on pages of their own.",
      next: "Nothing.",
    },
    refused_limit: {
      title: "The promotion was used up",
      happened:
        "Its limit or its budget was reached while the customer ordered. The discount was taken off, and the customer could order at the full price.",
      next: "Nothing. Engage was not asked, and this did not use the offer up. For it to be of use, raise the promotion’s limit.",
    },
    decide_without_assignment: {
      title: "The customer got the discount without having the offer",
      happened:
        "The order stands with the discount. The server stopped before the order could be refused.",
      next: "Decide. Cancel the order, or let the customer keep the discount and settle it by hand with a note.",
    },
    decide_refused: {
      title: "The customer got the discount, but Engage refused the offer",
      happened:
        "The order stands with the discount. Engage’s refusal came too late to stop it.",
      next: "Decide. If the reason can be put right in Engage, do that and try now. If the customer may keep the discount all the same, settle it by hand with a note.",
    },
    decide_used: {
      title: "The customer got the discount, but the offer was used already",
      happened:
        "The order stands with the discount. The offer was used before: in a store, or on another order.",
      next: "Decide. Cancel the order, or let the customer keep the discount and settle this by hand with a note.",
    },
    decide_refused_by_shop: {
      title: "The customer got the discount, though the offer was refused",
      happened:
        "The order stands with the discount. It was refused while the customer ordered, and the server stopped before the order could be undone.",
      next: "Decide. Cancel the order, or let the customer keep the discount and settle this by hand with a note.",
    },
    decide_refused_order_gone: {
      title: "The offer was refused, and its order is gone",
      happened:
        "The order was cancelled or deleted after the offer had been refused for it.",
      next: "Nothing is left to put right on the order. Settle this by hand with a note.",
    },
    decide_no_discount: {
      title: "The cart had the discount, and its order does not show it",
      happened:
        "The order stands, and none of its lines has the discount that the cart had. Engage has not been told.",
      next: "Look at the orders of the cart. Settle this by hand: as not used, if the customer paid the full price.",
    },
    decide_returned: {
      title: "Everything was returned, and this is still to be settled",
      happened:
        "Everything on the order was returned before it was settled what became of the offer.",
      next: "Read the reason and the history, look the offer up in Engage, and settle this by hand with a note.",
    },
    decide_no_verdict: {
      title: "Engage could not be told for 24 hours",
      happened:
        "The order stands with the discount. All tries to tell Engage that the offer is used have failed, so the customer may still have the offer.",
      next: "Check that Engage can be reached, then try now. If you have marked the offer as used in Engage by hand, settle it as used.",
    },
    decide_without_order: {
      title: "The offer is used up, but the customer has no order",
      happened:
        "Engage has the offer as used, and no order has used it for 24 hours. The customer has lost the offer without getting the discount.",
      next: "Give the customer the promotion again in Engage, by hand, so that they can use it. Then settle this as used, with a note.",
    },
    decide_lost_order: {
      title: "The order is gone, and Engage’s answer is not clear",
      happened:
        "The order was cancelled or deleted before it was known what Engage made of the offer.",
      next: "Look the offer up in Engage. If it is used there, settle this as used; if it is not, settle it as not used, and the customer has it again.",
    },
    decide_unpaid: {
      title: "Nobody has paid the order",
      happened:
        "The order stands with the discount and has not been paid for many days. The customer’s offer is held for it, and Engage has not been told.",
      next: "If the money will still come, wait: Engage is told then. If it will not, cancel the order, or settle this as not used; the customer has the offer again.",
    },
    decide_paid_after_release: {
      title: "The order was paid after all",
      happened:
        "The customer had got the offer back because nobody had paid the order. The order has been paid since, with its discount, and Engage has not been told.",
      next: "Try now: Engage is told, and the customer cannot use the offer for another order. If they have used it for another order already, decide what happens to this order’s discount, and settle this by hand with a note.",
    },
    decide_payment: {
      title: "Money may have been taken without an order",
      happened:
        "The cart did not become an order, or its order was undone, but its payment could not be cancelled or refunded, or it was captured afterwards. The customer may have paid without getting an order.",
      next: "Look the payment up at the payment provider, by the ids of the cart and of the payment collection on this page. If money was taken, give it back there. Then settle this by hand with a note.",
    },
    decide: {
      title: "Somebody has to decide",
      happened: "The shop cannot settle this by itself.",
      next: "Read the reason and the history, look the offer up in Engage, then try now or settle it by hand with a note.",
    },
    not_used: {
      title: "The offer was not used",
      happened:
        "The offer came off the cart before anything was sent to Engage. This did not use it up.",
      next: "Nothing.",
    },
    not_used_no_discount: {
      title: "The offer was not used",
      happened:
        "The promotion gave the order no discount, so nothing was sent to Engage. This did not use the offer up.",
      next: "Nothing.",
    },
    not_used_order: {
      title: "The order is gone, and the offer was not used",
      happened:
        "The order was cancelled or undone before Engage had the offer as used. The customer got it back.",
      next: "Nothing.",
    },
    not_used_returned: {
      title: "Everything was returned, and the offer was not used",
      happened:
        "Everything on the order was returned before Engage was told. The customer got the offer back.",
      next: "Nothing.",
    },
    freed_written_off: {
      title: "Settled by hand, and the order was cancelled",
      happened:
        "Somebody in your team settled this without Engage. The order was cancelled, and the shop let the customer have the offer again.",
      next: "Nothing. The note says why it was settled.",
    },
    freed: {
      title: "Settled by hand as not used",
      happened:
        "Somebody in your team settled that Engage does not have the offer as used. The customer got it back.",
      next: "Nothing. The note says why.",
    },
  },

  /** Codes of `src/errors`: a few words for lists, and an explanation. */
  reason: {
    promotion_not_valid_for_redemption_channel: {
      label: "Not for the online shop",
      why: "In Engage this offer may not be used in the online shop’s channel. Its channels are set on the promotion in Engage.",
    },
    promotion_already_redeemed: {
      label: "Already used",
      why: "Engage has this offer as used already: in a store, or on another order.",
    },
    promotion_not_found: {
      label: "Does not exist in Engage",
      why: "Engage does not know this offer any more. It may have been deleted there.",
    },
    promotion_not_associated_with_contact: {
      label: "Not this customer’s",
      why: "In Engage this offer does not belong to any customer any more, or to another one.",
    },
    not_a_valid_redemption_channel: {
      label: "Unknown channel",
      why: "Engage does not know the channel that the shop sends. Ask whoever looks after the shop to check its option “channel”.",
    },
    invalid_promotion_id_no_data: {
      label: "Offer not recognised",
      why: "Engage did not recognise the id of the offer. It may have been typed in by hand and wrong.",
    },
    promotion_expired: {
      label: "Expired",
      why: "The last day of this offer has passed in Engage.",
    },
    promotion_not_configured: {
      label: "No promotion in the shop",
      why: "The shop has no promotion with the code that Engage names for this offer, or it is an automatic one.",
    },
    promotion_not_applicable: {
      label: "No discount on this cart",
      why: "The promotion’s own rules give this cart no discount.",
    },
    promotion_limit_reached: {
      label: "Limit reached",
      why: "The promotion’s own limit, its campaign’s budget or its rule of once per customer left no use for this cart.",
    },
    promotion_already_applied: {
      label: "Already on the cart",
      why: "The offer is on this cart already.",
    },
    cart_already_completed: {
      label: "Ordered already",
      why: "The cart had become an order before.",
    },
    promotion_value_type_unsupported: {
      label: "For stores only",
      why: "Engage has this as an offer of a kind that only works in a store.",
    },
    promotion_currency_mismatch: {
      label: "Another currency",
      why: "Engage has no amount for this offer in the cart’s currency.",
    },
    promotion_requires_assignment: {
      label: "Personal, and not given to this customer",
      why: "The promotion works only for customers who have the offer in Engage.",
    },
    promotion_refused: {
      label: "Refused without a reason",
      why: "Engage refused and did not say why.",
    },
    assignment_id_is_a_promotion_id: {
      label: "Wrong id",
      why: "The id of the promotion was sent where the id of this customer’s own offer belongs.",
    },
    redemption_in_progress: {
      label: "In use right now",
      why: "Another order is using this offer at this moment.",
    },
    promotion_held_by_unpaid_order: {
      label: "Held by an unpaid order",
      why: "An order of the same customer that is not paid yet holds this offer.",
    },
    engage_unavailable: {
      label: "Engage not reachable",
      why: "Engage did not answer, or answered that it is busy or broken.",
    },
    engage_misconfigured: {
      label: "Engage’s connection set up wrongly",
      why: "Engage’s answer shows a wrong key, a wrong address or something between the shop and Engage.",
    },
    outcome_unknown: {
      label: "Answer lost",
      why: "The call was sent, and no clear answer came back: Engage may have it as used or not.",
    },
    payment_pending: {
      label: "Payment to come",
      why: "The order is placed, and its payment is still to come.",
    },
    payment_overdue: {
      label: "Payment overdue",
      why: "Nobody has paid the order for many days.",
    },
    paid_after_release: {
      label: "Paid after all",
      why: "The order was paid after somebody in your team had settled the offer as not used.",
    },
    redeemed_without_order: {
      label: "Used without an order",
      why: "Engage has the offer as used, and no order has used it for 24 hours.",
    },
    payment_not_returned: {
      label: "Payment not returned",
      why: "The cart became no order, and its payment was not cancelled or refunded: money may have been taken. Look at the payment and give it back.",
    },
    payment_returned: {
      label: "Payment returned",
      why: "The cart became no order, and its payment was cancelled or refunded later.",
    },
    order_gone: {
      label: "Order gone",
      why: "The order was deleted or undone before this was settled.",
    },
    order_canceled: {
      label: "Order cancelled",
      why: "The order was cancelled before this was settled.",
    },
    order_returned: {
      label: "Everything returned",
      why: "Everything on the order was returned before Engage was told.",
    },
    written_off: {
      label: "Settled by hand",
      why: "Somebody in your team settled this without Engage.",
    },
    not_redeemed: {
      label: "Not used",
      why: "Somebody in your team found that Engage does not have it as used: the customer has it again.",
    },
    retries_exhausted: {
      label: "24 hours without an answer",
      why: "The shop tried for 24 hours and got no clear answer from Engage.",
    },
    no_discount: {
      label: "No discount on the order",
      why: "The promotion gave the order no discount, so the offer was not used up.",
    },
    customer_changed: {
      label: "Cart changed hands",
      why: "The cart came to belong to another customer, so the offer was taken off.",
    },
    unlinked: {
      label: "Taken off the cart",
      why: "The offer was taken off the cart.",
    },
    promotion_automatic: {
      label: "Promotion became automatic",
      why: "Somebody made the promotion automatic. Everybody gets its discount now, so the offer was taken off the cart and not used up.",
    },
    promotion_deleted: {
      label: "Promotion deleted",
      why: "The promotion was deleted in the shop and no other has its code, so the offer was taken off the cart and not used up.",
    },
  },
}

/** The keys that every language must have: the keys of English, with any text. */
export type Translation = Texts<typeof en>

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> }
