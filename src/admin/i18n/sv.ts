import type { Translation } from "./en"

/** Every sentence of the screens in Swedish. */
export const sv: Translation = {
  menu: "Inlösta erbjudanden",

  page: {
    title: "Inlösta erbjudanden",
    description:
      "Varje personligt erbjudande från Voyado Engage som har lagts i en varukorg, och hur det gick.",
  },

  counts: {
    label: "Hur många inlösen som finns i varje läge",
    showAll: "Visa alla",
  },

  chart: {
    title: "Dag för dag",
    description: "Erbjudanden efter den dag då deras läge senast ändrades.",
    days: "Senaste {{count}} dagarna",
    period: "Period",
    empty: "Inget hände under de här dagarna.",
    summary:
      "Från {{from}} till {{to}}: {{redeemed}} använda, {{rejected}} nekade, {{pending}} väntar, {{attention}} att besluta om.",
    table: "Samma sak som tabell",
    day: "Dag",
    error: "Siffrorna kunde inte hämtas.",
  },

  table: {
    title: "Inlösen",
    scope: {
      customer_id: "Bara en kunds.",
      promotion_id: "Bara en kampanjs.",
    },
    search: "Sök",
    searchHint: "Erbjudande, kod, ordernummer, e-post eller id",
    offer: "Erbjudande",
    status: "Läge",
    reason: "Varför",
    order: "Order",
    customer: "Kund",
    discount: "Rabatt",
    changed: "Senast ändrad",
    created: "Lagd i varukorgen",
    channel: "Kanal",
    sort: "Sortera",
    filter: "Filtrera",
    removeFilter: "Ta bort filtret",
    is: "är",
    clear: "Rensa alla",
    first: "De som behöver dig kommer först",
    noOrder: "Ingen order",
    noCustomer: "Gäst eller borttagen",
    open: "Öppna",
    of: "av",
    results: "träffar",
    pages: "sidor",
    prev: "Föregående",
    next: "Nästa",
    newest: "Nyaste först",
    oldest: "Äldsta först",
    ascending: "Stigande",
    descending: "Fallande",
    emptyTitle: "Inga inlösen ännu",
    emptyText:
      "När en kund lägger ett erbjudande från Engage i en varukorg syns det här.",
    filteredTitle: "Ingen inlösen passar",
    filteredText: "Ändra sökningen eller filtren för att se andra.",
    error: "Inlösen kunde inte hämtas.",
  },

  dates: {
    today: "I dag",
    lastDays: "Senaste {{count}} dagarna",
    custom: "Egna datum",
    from: "Från",
    to: "Till",
    in: "om {{duration}}",
  },

  export: {
    action: "Exportera",
    hint: "Som CSV, med den sökning och de filter som är valda",
    done: "Filen har laddats ner.",
    error: "Filen kunde inte skapas.",
  },

  banner: {
    attention_one: "{{count}} inlösen behöver ett beslut",
    attention_other: "{{count}} inlösen behöver ett beslut",
    attentionText:
      "En kund fick en rabatt eller förlorade ett erbjudande, och butiken kan inte reda ut det själv.",
    attentionAction: "Visa dem",
    giveBack_one:
      "{{count}} beställning avbröts eller returnerades, och erbjudandet är använt",
    giveBack_other:
      "{{count}} beställningar avbröts eller returnerades, och erbjudandena är använda",
    giveBackText: "Besluta om kunden ska ha erbjudandet igen.",
    engage: {
      not_configured: "Tillägget är avstängt",
      key_refused: "Engage godtar inte butikens nyckel",
      misconfigured: "Butiken är inte ansluten till Engage",
      unreachable: "Engage går inte att nå",
    },
    healthAction: "Visa anslutningen",
    promotions_one: "{{count}} kampanj behöver ett beslut",
    promotions_other: "{{count}} kampanjer behöver ett beslut",
    promotionsText:
      "Ett erbjudande från Engage använder den, men ordrar har också använt koden utan erbjudande.",
  },

  health: {
    title: "Anslutning till Engage",
    description: "Frågat med ett anrop som inte ändrar något i Engage.",
    button: "Engage: {{status}}",
    asking: "frågar…",
    unknown: "okänt",
    status: {
      ok: "nås",
      key_refused: "nyckeln nekad",
      misconfigured: "fel inställt",
      unreachable: "nås inte",
      not_configured: "avstängt",
    },
    text: {
      ok: "Engage svarar och godtar butikens nyckel.",
      key_refused:
        "Engage svarar men godtar inte butikens nyckel. Beställningar går igenom som vanligt och erbjudanden väntar. Be den som sköter butiken att kontrollera nyckeln.",
      misconfigured:
        "Något som inte är Engage svarar. Beställningar går igenom som vanligt och erbjudanden väntar. Be den som sköter butiken att kontrollera adressen till Engage.",
      unreachable:
        "Engage svarar inte eller är överbelastat. Beställningar går igenom som vanligt; det som väntar skickas när Engage är tillbaka.",
      not_configured:
        "Butiken körs utan Engage: inga erbjudanden visas. Det som väntar skickas ändå så länge nyckeln finns kvar. Innan tillägget tas bort ur konfigurationen: inaktivera de kampanjer som bara är för kunder med ett erbjudande. Utan tillägget kan alla använda deras koder.",
    },
    took: "Tog",
    checked: "Frågat",
    queue: "Det som väntar",
    waiting: "Väntar på Engage",
    attention: "Behöver ett beslut",
    giveBack: "Att ge tillbaka eller inte",
    unpaid: "Väntar på kundens betalning",
    promotions: "Kampanjer som behöver ett beslut",
    oldest: "den äldsta {{age}}",
    options: "Gällande inställningar",
    optionsText:
      "Som butiken startades med. De ändras i butikens konfiguration; nyckeln visas aldrig.",
    again: "Fråga igen",
    error: "Anslutningen kunde inte kontrolleras.",
    notSet: "inte angivet",
    yes: "ja",
    no: "nej",
  },

  unpaid: {
    title_one: "{{count}} order med ett erbjudande är inte betald ännu",
    title_other: "{{count}} ordrar med ett erbjudande är inte betalda ännu",
    text: "Engage får veta när betalningen har kommit.",
    action: "Visa obetalda ordrar",
  },

  rights: {
    title: "Sidan ingår inte i din roll",
    text: "Be den som sköter användarna om rätten att läsa inlösta erbjudanden.",
  },

  limits: {
    title: "Medusas egna gränser gäller även erbjudanden",
    text: "En avbruten order fortsätter att räknas. En kund som får tillbaka erbjudandet kan kanske inte använda det.",
    usedUp: "Kampanjen är förbrukad",
    usedUpText:
      "Ingen kund kan använda erbjudandet, och inte heller ett som ges tillbaka. Höj gränsen först.",
    uses_one:
      "Den kan användas {{limit}} gång totalt, och {{used}} är förbrukad.",
    uses_other:
      "Den kan användas {{limit}} gånger totalt, och {{used}} är förbrukade.",
    oncePerCustomer: "Varje kund kan använda den en gång.",
    budgetUses:
      "Budgeten är {{limit}} användningar totalt, och {{used}} är förbrukade.",
    budgetMoney: "Budgeten är {{limit}}, och {{used}} är förbrukat.",
    budgetEach: "Budgeten för varje kund är {{limit}}.",
  },

  detail: {
    why: "Varför",
    next: "Vad du ska göra",
    note: "Anteckning",
    givingBack: "Ge tillbaka",
    givingBackStatus: {
      sending: "Det ges tillbaka just nu.",
      refused: "Engage gav inte kunden erbjudandet igen.",
      unknown:
        "Det begärdes, och inget tydligt svar kom. Se efter bland kundens erbjudanden innan du försöker igen.",
    },
    nextTry: "Nytt försök av sig självt {{when}}",
    nextTrySoon: "Nytt försök av sig självt inom kort",
    offer: "Erbjudandet",
    name: "Namn",
    code: "Kod i butiken",
    promotion: "Kampanj i butiken",
    discount: "Rabatt på ordern",
    noDiscount: "Ingen ännu",
    channel: "Kanal",
    assignment: "Id för kundens erbjudande",
    noAssignment: "Kunden hade inget",
    template: "Id för kampanjen i Engage",
    who: "Kund och order",
    customer: "Kund",
    contact: "Kontakt i Engage",
    noCustomer: "En gäst, eller så har kunden tagits bort",
    cart: "Varukorg",
    payment: "Betalningens id",
    order: "Order",
    noOrder: "Ingen order lades",
    laterOrder: "Lades utan det",
    orderPlaced: "lagd {{date}}",
    orderCanceled: "avbruten",
    deleted: "borttagen",
    timeline: "Vad som hände",
    timelineText: "Senaste först.",
    error: "Den här inlösen kunde inte hämtas.",
    notFound: "Det finns ingen sådan inlösen",
    notFoundText:
      "Inlösen som det inte blev något av rensas bort efter en tid.",
    all: "Alla inlösen",
  },

  timeline: {
    linked: "Erbjudandet lades i varukorgen",
    state: "Nu: {{status}}",
    by: "av {{actor}}",
    redeem: "Engage fick veta att erbjudandet är använt",
    verify: "Engage tillfrågades om hur det gick med erbjudandet",
    reassign: "Engage ombads att ge kunden erbjudandet igen",
    trigger: {
      checkout: "i kassan",
      retry: "vid ett senare försök",
      manual: "för att någon i ditt team bad om det",
      cancellation: "för att ordern avbröts",
      return: "för att allt returnerades",
    },
    outcome: {
      redeemed: "Engage: använt",
      not_redeemed: "Engage: inte använt",
      refused: "Engage nekade",
      misconfigured: "Inte insläppt",
      unavailable: "Inte nådd",
      unknown: "Inget tydligt svar",
      assigned: "Gavs",
      not_assigned: "Gavs inte",
    },
    running: "Inget svar ännu",
    http: "HTTP {{status}}",
    took: "efter {{duration}}",
    code: "kod {{code}}",
    action: {
      retry: "Någon tryckte på ”Försök nu”",
      resolve: "Klarmarkerad för hand",
      reassign: "Någon tryckte på ”Ge tillbaka”",
    },
    resolution: {
      redeemed: "som använt",
      written_off: "utan Engage",
      not_redeemed: "som inte använd",
      not_given_back: "erbjudandet förblir använt",
    },
    underWay: "pågår",
    actor: {
      customer: "kunden",
      checkout: "kassan",
      job: "butiken själv",
      somebody: "någon i ditt team",
      removed: "någon (namnet har rensats bort)",
    },
  },

  actions: {
    retry: "Försök nu",
    retryTitle: "Försök nu",
    retryRunning: "Frågar Engage…",
    retryDone: "Nu är erbjudandet använt i Engage.",
    retryRefused: "Engage nekade. Orsaken står på skärmen.",
    retryWaits: "Engage gav inget besked. Den fortsätter att vänta.",
    resolve: "Klarmarkera",
    resolveTitle: "Klarmarkera den här inlösen",
    resolveText:
      "Inget skickas till Engage. Det du har beslutat sparas, med ditt namn och tiden.",
    resolution: "Vad gäller?",
    resolution_redeemed: "Erbjudandet är använt",
    resolution_redeemed_text:
      "Engage har det som använt, till exempel för att du har markerat det där.",
    resolution_written_off: "Uppklarat utan Engage",
    resolution_written_off_text:
      "Kunden får behålla rabatten, eller så löstes det på annat sätt. Engage lämnas som det är.",
    resolution_not_redeemed: "Inte använt: kunden har det igen",
    resolution_not_redeemed_text:
      "Engage har det inte som använt. Kunden kan använda det på en annan order; en order som står kvar behåller sin rabatt.",
    resolution_not_given_back: "Erbjudandet förblir använt",
    resolution_not_given_back_text:
      "Kunden får inte tillbaka det. Ingen tillfrågas om det längre; du kan fortfarande ge tillbaka det.",
    note: "Anteckning",
    noteHint:
      "Varför, och vad som har sagts till kunden. Ditt team läser den senare.",
    noteRequired: "Skriv en anteckning, så att andra ser varför.",
    resolveDone: "Klarmarkerad.",
    giveBack: "Ge tillbaka",
    giveBackTitle: "Ge tillbaka erbjudandet?",
    giveBackText:
      "Engage ger kunden samma kampanj en gång till, som ett nytt erbjudande. Det använda förblir använt.",
    giveBackPartText:
      "Bara en del av beställningen returnerades. Engage ger kunden samma kampanj en gång till, som ett nytt erbjudande. Det använda förblir använt.",
    giveBackDone: "Kunden fick erbjudandet igen.",
    confirm: "Ja, ge tillbaka",
    cancel: "Avbryt",
    save: "Spara",
    failed: "Det gick inte.",
  },

  order: {
    discount: "{{amount}} i rabatt",
    title: "Erbjudanden från Engage",
    empty:
      "Inget personligt erbjudande användes på den här beställningen, och inget nekades.",
    error: "Orderns erbjudanden kunde inte hämtas.",
    details: "Detaljer",
    tried: "Försökt på den här beställningen och nekat",
    triedText: "Kunden lade beställningen utan dessa.",
    takenOff: "Låg i varukorgen och togs bort före beställningen",
    laterOrder: "Beställningen lades utan det: {{order}}",
    byStaff: "Getts av personalen utan erbjudande",
    byStaffText:
      "Kampanjen är till för kunder som har erbjudandet i Engage. Någon i ditt team lade den på ordern: Engage tillfrågades inte, och inget erbjudande förbrukades.",
  },

  customer: {
    code: "kod {{code}}",
    onOrder: "order {{order}}",
    now: "Erbjudanden i Engage nu",
    nowText: "Som Engage har dem i detta ögonblick.",
    nowEmpty: "Engage har inget erbjudande till den här kunden.",
    nowError: "Det gick inte att fråga Engage om kundens erbjudanden.",
    past: "Erbjudanden använda i butiken",
    pastEmpty: "Inget av kundens erbjudanden har legat i en varukorg ännu.",
    pastError: "Kundens inlösen kunde inte hämtas.",
    tried: "Försökt och nekat de senaste dagarna",
    triedText:
      "Erbjudanden som nekades när kunden ville använda dem. Sparas i 14 dagar.",
    triedError: "Det som nekades kunde inte hämtas.",
    triedTimes_one: "{{count}} gång, senast {{when}}",
    triedTimes_other: "{{count}} gånger, senast {{when}}",
    triedOffer: "Ett erbjudande som Engage inte hade med",
    usable: "Kan användas",
    notUsable: "Kan inte användas",
    expires: "till och med {{date}}",
    all: "Alla kundens inlösen",
  },

  /** Varför en kund inte har någon kontakt i Engage. */
  noContact: {
    verification_required: {
      title: "Engage tillfrågades inte: e-postadressen är inte bekräftad",
      text: "Vem som helst kan registrera sig med någon annans adress, så kunden måste bekräfta den först. Butikens mejl med länken kan ha kommit bort, eller så loggar kunden in med en annan adress än den på den här sidan.",
    },
    nothing_to_look_up_by: {
      title: "Engage tillfrågades inte: det finns inget att söka kunden på",
      text: "Butiken hittar kunder i Engage med ett fält som är tomt för den här kunden. Inställningen ”contactLookup” säger vilket.",
    },
    contact_not_found: {
      title: "Engage känner inte till kunden",
      text: "Det finns ingen kontakt i Engage för det som butiken söker på. Jämför kundens e-postadress här med den i Engage.",
    },
    contact_ambiguous: {
      title: "Kunden finns flera gånger i Engage",
      text: "Två kontakter har samma nyckel, ofta en av varje kontakttyp. Ange en typ i inställningen ”contactLookup.contactType”, eller slå ihop kontakterna i Engage.",
    },
    switched_off: {
      title: "Engage tillfrågades inte: tillägget är avstängt",
      text: "Inställningen ”enabled” är false.",
    },
  },

  /** Varför en kund inte ser ett erbjudande. */
  check: {
    title: "Varför syns inte ett erbjudande?",
    description:
      "Går igenom allt som måste stämma för en kund, och frågar Engage det som butiken frågar. Ändrar ingenting.",
    customer: "Kundens e-postadress eller id",
    action: "Kontrollera",
    ok: "stämmer",
    notOk: "stämmer inte",
    nobody:
      "Ingen kund med konto har den här e-postadressen eller det här id:t.",
    forbidden: "Din roll får inte läsa kunder.",
    error: "Kontrollen kunde inte göras.",
    missingCurrencies: "Inget belopp i {{currencies}}.",
    step: {
      customer: "Kunden går att slå upp",
      contact_lookup: "Hitta kontakten i Engage",
      promotions_list: "Lista kontaktens erbjudanden",
      offers: "Erbjudandena",
    },
    finding: {
      key_refused: {
        title: "Engage godtar inte nyckeln",
        next: "Inställningen ”apiKey” är fel, eller så finns den här serverns adress inte bland dem som Engage tillåter för nyckeln.",
      },
      contact_type_unknown: {
        title: "Engage känner inte till kontakttypen",
        next: "Rätta inställningen ”contactLookup.contactType”: den måste stavas som i Engage.",
      },
      wrong_address: {
        title: "Något svarar som inte är Engage",
        next: "Kontrollera inställningarna ”baseUrl”, ”api” och ”endpoints”, och om det finns en proxy emellan.",
      },
      tenant_set_up_wrongly: {
        title: "Engage säger att det är felinställt",
        next: "Fråga Voyado: butiken kan inte göra något åt det.",
      },
      unreachable: {
        title: "Engage svarar inte, eller är överbelastat",
        next: "Försök igen om en stund. Om det fortsätter: se efter om servern når internet, och genom vilken proxy.",
      },
      verification_required: {
        title: "Kundens e-postadress är inte bekräftad",
        next: "Kunden öppnar länken som butiken skickar. Om inget mejl kommer fram, se tilläggets sida ”Install”. Om kunden loggar in med en annan adress än den som står här, ändra en av dem.",
      },
      nothing_to_look_up_by: {
        title: "Kunden saknar det som butiken söker på",
        next: "Inställningen ”contactLookup” anger fältet: fyll i det.",
      },
      contact_not_found: {
        title: "Engage känner ingen med den här nyckeln",
        next: "Jämför kundens uppgifter här med kontakten i Engage.",
      },
      contact_ambiguous: {
        title: "Engage har två kontakter med den här nyckeln",
        next: "Ange en typ i inställningen ”contactLookup.contactType”, eller slå ihop kontakterna i Engage.",
      },
      switched_off: {
        title: "Tillägget är avstängt",
        next: "Inställningen ”enabled” är false.",
      },
      no_promotions: {
        title: "Engage har inget erbjudande till den här kontakten",
        next: "Tilldela ett i Engage, och se efter att det är aktivt och har börjat: det som inte har börjat delas inte ut.",
      },
      none_usable: {
        title: "Inget av erbjudandena går att använda i butiken",
        next: "Vid vart och ett nedan står varför.",
      },
    },
  },

  /** Vad Engage erbjuder och butiken inte kan ge. */
  notGiven: {
    title: "Engage erbjuder det, men butiken kan inte ge det",
    description:
      "Räknat av den här servern sedan den startade, i de listor som kunder har bett om.",
    seen_one: "{{count}} gång, senast {{when}}",
    seen_other: "{{count}} gånger, senast {{when}}",
    no_promotion: {
      name: "Ett erbjudande",
      text: "Ingen aktiv kampanj i butiken har koden {{code}}. Skapa en med exakt den koden.",
    },
    no_amount: {
      name: "Ett erbjudande",
      text: "Engage har inget belopp i {{currency}}. Lägg till ett på erbjudandet i Engage.",
    },
    contact_ambiguous: {
      name: "Kunder som finns flera gånger i Engage",
      text: "De ser inga erbjudanden. Ange en typ i inställningen ”contactLookup.contactType”, eller slå ihop kontakterna i Engage.",
    },
  },

  promotion: {
    drafts: "Utkast skapade härifrån",
    draftStatus: {
      creating: "skapas nu",
      created: "skapat",
      failed: "inte skapat",
      unknown: "okänt: se efter i Engage",
    },
    draftUnclear:
      "Ett tidigare försök fick inget tydligt svar, så utkastet kan redan finnas i Engage. Se efter där först.",
    draftLookFirst: "Se först efter i Engage, och kryssa sedan i här.",
    draftLooked:
      "Jag har sett efter i Engage, och där finns inget sådant utkast",
    seen_one: "{{count}} gång i en varukorg, {{used}} använda; senast {{date}}",
    seen_other:
      "{{count}} gånger i en varukorg, {{used}} använda; senast {{date}}",
    seenByHand: "Lagd i varukorgen för hand",
    title: "Personligt erbjudande från Engage",
    managed: "Bara med erbjudande",
    free: "För alla som har koden",
    managedText:
      "Bara kunder som har erbjudandet i Engage kan använda kampanjen. Enbart koden räcker inte.",
    beforeRemoval:
      "Det är tillägget som ser till det. Inaktivera kampanjen innan tillägget tas bort ur butiken, annars kan alla använda koden.",
    freeText:
      "Alla som känner till koden kan använda kampanjen, som vilken annan som helst.",
    open: "Öppen för alla tills vidare",
    openText:
      "Någon har gjort kampanjen automatisk: den gäller av sig själv i varje varukorg som den passar, med eller utan erbjudande. Så snart den åter är en kod är den bara för kunder som har erbjudandet i Engage.",
    switch: "Bara för kunder som har erbjudandet i Engage",
    switchLater: "Bara för dem när den åter är en kod",
    automatic:
      "Kampanjen gäller av sig själv i varje varukorg, så den kan inte vara ett personligt erbjudande.",
    provided: "Tillägget har skapat kampanjen för ett erbjudande från Engage.",
    decisionTitle: "Någon måste besluta",
    decisionText:
      "Ett erbjudande från Engage använder den här kampanjen, men ordrar har också använt koden utan erbjudande. Ska den vara kvar bara för kunder som har erbjudandet?",
    decisionYes: "Bara för dem",
    decisionNo: "Låt den vara för alla",
    saved: "Sparat.",
    redeemed: "Använd",
    redeemedCount_one: "{{count}} gång",
    redeemedCount_other: "{{count}} gånger",
    usedFreely: "Ordrar som använde den utan erbjudande",
    engagePromotions: "Kampanjer i Engage som använder den",
    engagePromotionsEmpty: "Inga som butiken har sett.",
    waiting: "Väntar",
    attention: "Behöver ett beslut",
    show: "Visa dessa inlösen",
    error: "Det gick inte att hämta vad Engage har med kampanjen att göra.",
    draft: "Skapa ett utkast i Engage",
    draftTitle: "Skapa ett utkast i Engage",
    draftText:
      "Det skapar en kampanj i Engage som står för den här, med koden {{code}} för nätbutiken. Den är ett utkast: ingen kund får den ännu.",
    draftName: "Namn",
    draftHeading: "Rubrik som kunderna läser",
    draftDescription: "Beskrivning",
    draftValidity: "Gäller så många dagar efter att den har getts",
    draftCreate: "Skapa utkastet",
    draftDone: "Utkastet finns i Engage.",
    draftLeft: "Vad som återstår att göra i Engage",
    draftStep1:
      "Öppna Engage, gå till kampanjerna och leta upp utkastet ”{{name}}”.",
    draftStep2:
      "Kontrollera texten, bilden och hur länge den gäller. Själva rabatten ställs in här i butiken.",
    draftStep3: "Aktivera den.",
    draftStep4:
      "Ge den till kunder, med en automation eller till en lista. Från och med då ser de den i butiken.",
    draftId: "Dess id i Engage",
    close: "Klar",
    required: "Det här behövs.",
  },

  error: {
    redemption_action_not_allowed:
      "Någon annan hann före: den här inlösen har ändrats under tiden. Skärmen visar hur det står till nu.",
    redemption_busy:
      "Någon annan, eller butiken själv, håller på med den här inlösen just nu. Titta igen om en stund.",
    assignment_held_elsewhere:
      "Erbjudandet användes för en annan order och kan inte skickas för den här. Klarmarkera med en anteckning.",
    redemption_not_redeemed:
      "Bara ett erbjudande som har använts på en order kan ges tillbaka.",
    order_not_canceled:
      "Beställningen står kvar med sin rabatt. När den har avbrutits, eller allt har returnerats, kan erbjudandet ges tillbaka.",
    order_partly_returned:
      "Bara en del av beställningen returnerades. Erbjudandet kan ändå ges tillbaka, om du säger det.",
    redemption_already_reassigned: "Erbjudandet har redan getts tillbaka.",
    reassignment_not_possible:
      "Här är det inte känt vems erbjudandet var. Ge kunden kampanjen i Engage för hand.",
    reassignment_in_progress:
      "Erbjudandet ges tillbaka just nu. Titta igen om en minut.",
    reassignment_outcome_unknown:
      "Inget tydligt svar kom: kunden kan ha erbjudandet igen eller inte. Se efter bland kundens erbjudanden innan du försöker igen.",
    contact_not_found: "Engage känner inte längre till kunden.",
    invalid_contact_id: "Engage tar inte emot id:t för kundens kontakt.",
    invalid_promotion_id: "Engage tar inte emot id:t för kampanjen.",
    engage_not_configured:
      "Butiken körs utan Engage för tillfället, så Engage tillfrågades inte.",
    promotion_is_automatic:
      "Kampanjen gäller av sig själv i varje varukorg, så den kan inte vara ett personligt erbjudande.",
    draft_in_progress:
      "Ett utkast för kampanjen skapas just nu. Titta igen om en stund.",
    draft_outcome_unknown:
      "Inget tydligt svar kom: utkastet kan finnas i Engage eller inte. Se efter där innan du försöker igen.",
    draft_refused: "Engage tar inte emot utkastet.",
    engage_set_up_wrongly:
      "Engage godtar inte butikens anslutning. Be den som sköter butiken att kontrollera adressen och nyckeln.",
    engage_unavailable: "Engage går inte att nå just nu. Inget har ändrats.",
  },

  general: {
    close: "Stäng",
    again: "Försök igen",
    loading: "Laddar",
    none: "–",
    ms: "{{value}} ms",
    seconds: "{{value}} s",
  },

  status: {
    linked: "I en varukorg",
    claimed: "Beställs nu",
    redeeming: "Skickas nu",
    pending: "Väntar",
    redeemed: "Använt",
    rejected: "Nekat",
    attention: "Behöver beslut",
    released: "Inte använt",
    settled: "Klarmarkerat",
    given_back: "Återlämnat",
    give_back_undecided: "Ge tillbaka?",
  },

  /** What staff look for, beside a status: the filter of the same name. */
  state: {
    label: "Att göra och gjort",
    needs_decision: "Behöver beslut",
    give_back_undecided: "Ge tillbaka eller inte?",
    given_back: "Återlämnat",
    settled_by_hand: "Klarmarkerat för hand",
  },

  /** What a person settled; said before how the redemption stands. */
  settled: {
    redeemed: "Någon i ditt team klarmarkerade detta: erbjudandet är använt.",
    written_off: "Någon i ditt team klarmarkerade detta, utan Engage.",
    not_redeemed:
      "Någon i ditt team klarmarkerade detta: erbjudandet är inte använt.",
    not_given_back:
      "Någon i ditt team hade beslutat att kunden inte får tillbaka erbjudandet.",
  },

  situation: {
    on_cart: {
      title: "Erbjudandet ligger i en varukorg",
      happened:
        "Kunden har lagt erbjudandet i en varukorg och inte beställt ännu. Engage har inte fått veta något.",
      next: "Inget. Engage får veta när ordern läggs, och inte förr.",
    },
    ordering: {
      title: "Kunden beställer just nu",
      happened:
        "Ordern med erbjudandet håller på att läggas. Engage har inte fått veta något ännu.",
      next: "Inget. Titta igen om en minut.",
    },
    sending: {
      title: "Engage meddelas just nu",
      happened:
        "Att erbjudandet är använt skickas till Engage, och svaret har inte kommit ännu.",
      next: "Inget. Titta igen om en minut; ett svar som försvann reds ut av sig självt.",
    },
    waiting_for_payment: {
      title: "Väntar på betalningen",
      happened:
        "Ordern står med rabatten. Betalningen har inte kommit ännu, så Engage har inte fått veta något.",
      next: "Inget. Engage får veta när betalningen har kommit; om ordern avbryts dessförinnan har kunden erbjudandet igen. Ska det bli fritt nu, klarmarkera som inte använt.",
    },
    waiting_for_engage: {
      title: "Väntar på Engage",
      happened:
        "Ordern står med rabatten, men Engage gick inte att nå och vet inte ännu att erbjudandet är använt.",
      next: "Inget. Nya försök görs av sig självt i 24 timmar. Vet du att Engage är tillbaka kan du försöka nu.",
    },
    waiting_for_setup: {
      title: "Engage godtar inte butikens anslutning",
      happened:
        "Ordern står med rabatten, men Engage släppte inte in butiken och vet inte ännu att erbjudandet är använt.",
      next: "Be den som sköter butiken att kontrollera adressen och nyckeln till Engage. Försök sedan nu; nya försök görs också av sig självt i 24 timmar.",
    },
    waiting_for_answer: {
      title: "Svaret från Engage försvann",
      happened:
        "Ordern står med rabatten. Att erbjudandet är använt skickades till Engage, men inget tydligt svar kom tillbaka.",
      next: "Inget. Engage tillfrågas om hur det gick innan något skickas igen.",
    },
    waiting_without_order: {
      title: "Svaret från Engage reds ut",
      happened:
        "Att erbjudandet är använt skickades till Engage, men ordern lades till slut inte. Hur det gick i Engage är inte känt ännu.",
      next: "Inget. Engage tillfrågas om hur det gick. Om kunden beställer igen med samma varukorg fortsätter det därifrån.",
    },
    used: {
      title: "Erbjudandet användes på ordern",
      happened:
        "Ordern har rabatten, och Engage vet att erbjudandet är använt.",
      next: "Inget. Om beställningen avbryts eller returneras kan du ge kunden erbjudandet tillbaka.",
    },
    used_canceled: {
      title: "Beställningen avbröts, och erbjudandet är förbrukat",
      happened:
        "Beställningen avbröts, och Engage har dess erbjudande som använt. Kunden kan inte använda det igen.",
      next: "Besluta om kunden ska ha erbjudandet igen. Ge i så fall tillbaka det; klarmarkera annars med en anteckning.",
    },
    used_returned: {
      title: "Allt returnerades, och erbjudandet är förbrukat",
      happened:
        "Allt i beställningen returnerades, och Engage har dess erbjudande som använt. Kunden kan inte använda det igen.",
      next: "Besluta om kunden ska ha erbjudandet igen. Ge i så fall tillbaka det; klarmarkera annars med en anteckning.",
    },
    used_partly_returned: {
      title: "Erbjudandet användes, och en del av beställningen returnerades",
      happened:
        "Beställningen står kvar, och en del av den returnerades. Engage har dess erbjudande som använt.",
      next: "Inget. Ska kunden ändå ha erbjudandet igen kan du ge tillbaka det.",
    },
    used_order_deleted: {
      title: "Erbjudandet är förbrukat, och beställningen togs bort",
      happened:
        "Engage har erbjudandet som använt. Beställningen som det användes på har tagits bort här.",
      next: "Ska kunden ha erbjudandet igen, ge kunden kampanjen i Engage för hand.",
    },
    giving_back: {
      title: "Erbjudandet ges tillbaka just nu",
      happened: "Engage ombeds att ge kunden samma kampanj en gång till.",
      next: "Inget. Titta igen om en minut.",
    },
    giving_back_unclear: {
      title: "Det är oklart om kunden har erbjudandet igen",
      happened:
        "Engage ombads att ge kunden samma kampanj en gång till, och inget tydligt svar kom.",
      next: "Se efter bland kundens erbjudanden i Engage. Finns det inte där, ge tillbaka det; finns det, klarmarkera med en anteckning.",
    },
    given_back: {
      title: "Kunden fick erbjudandet igen",
      happened:
        "Engage har gett kunden samma kampanj en gång till, som ett nytt erbjudande. Det använda förblir använt.",
      next: "Inget.",
    },
    not_given_back: {
      title: "Klarmarkerat: erbjudandet förblir använt",
      happened:
        "Någon i ditt team beslutade att kunden inte får tillbaka erbjudandet.",
      next: "Inget. Anteckningen säger varför. Det går fortfarande att ge tillbaka.",
    },
    used_inferred: {
      title: "Erbjudandet användes, såvitt man kan se",
      happened:
        "Svaret på butikens anrop försvann, och Engage har sedan dess erbjudandet som använt. Det antas gälla den här ordern.",
      next: "Inget, om inte kunden säger sig ha använt erbjudandet även i en butik: Engage kan inte skilja de två åt.",
    },
    used_without_order: {
      title: "Använt i Engage, men utan order",
      happened:
        "Engage har erbjudandet som använt, men ordern lades till slut inte. Erbjudandet sparas till kundens nästa order.",
      next: "Inget ännu. Om ingen order använder det inom 24 timmar måste någon besluta.",
    },
    waiting_order_gone: {
      title: "Beställningen är borta, och erbjudandet reds ut",
      happened:
        "Beställningen avbröts eller togs bort innan det var känt om Engage har erbjudandet som använt.",
      next: "Inget. Har Engage det inte som använt får kunden tillbaka det av sig självt. Har Engage det kan du besluta då.",
    },
    waiting_returned: {
      title: "Väntar, och allt returnerades",
      happened:
        "Allt i beställningen returnerades. Det är inte känt ännu om Engage har erbjudandet som använt.",
      next: "Inget. Nya försök görs av sig självt. När Engage har erbjudandet som använt kan du ge tillbaka det.",
    },
    settled_used: {
      title: "Klarmarkerat: erbjudandet är använt",
      happened:
        "Någon i ditt team tittade på detta och klarmarkerade att Engage har erbjudandet som använt.",
      next: "Inget. Anteckningen säger varför.",
    },
    settled_used_without_order: {
      title: "Klarmarkerat: erbjudandet är använt, utan beställning",
      happened:
        "Någon i ditt team tittade på detta och klarmarkerade att Engage har erbjudandet som använt. Ingen beställning har det.",
      next: "Inget. Anteckningen säger varför.",
    },
    refused: {
      title: "Engage nekade erbjudandet",
      happened:
        "Rabatten togs bort och ingen order lades med den. Kunden fick veta det och kunde beställa till fullt pris.",
      next: "Inget. Orsaken finns där om kunden frågar.",
    },
    refused_used: {
      title: "Erbjudandet var redan använt",
      happened:
        "Rabatten togs bort och ingen beställning lades med den. Kunden fick veta det och kunde beställa till fullt pris.",
      next: "Inget. Erbjudandet användes tidigare, i en butik eller på en annan beställning; se kundens andra inlösningar om kunden frågar.",
    },
    refused_by_shop: {
      title: "Erbjudandet kunde inte användas",
      happened:
        "Rabatten togs bort och ingen beställning lades med den. Kunden fick veta det och kunde beställa till fullt pris.",
      next: "Inget. Orsaken finns där om kunden frågar.",
    },
    refused_undoing: {
      title: "Erbjudandet nekades, och beställningen ångras",
      happened:
        "Beställningen ångras tillsammans med sin rabatt. Betalningen lämnas tillbaka.",
      next: "Inget. Om beställningen ändå står kvar ombeds någon att besluta inom en timme.",
    },
    closed: {
      title: "Klarmarkerad för hand",
      happened:
        "Någon i ditt team har tittat på detta och klarmarkerat det utan Engage.",
      next: "Inget. Anteckningen säger varför.",
    },
    refused_without_assignment: {
      title: "Kunden hade inte erbjudandet",
      happened:
        "Rabatten togs bort och ingen order lades med den. Kunden fick veta det och kunde beställa till fullt pris.",
      next: "Inget. Engage tillfrågades inte, eftersom det inte fanns något att lösa in.",
    },
    refused_limit: {
      title: "Kampanjen var förbrukad",
      happened:
        "Gränsen eller budgeten nåddes medan kunden beställde. Rabatten togs bort, och kunden kunde beställa till fullt pris.",
      next: "Inget. Engage tillfrågades inte, och erbjudandet förbrukades inte av detta. Höj kampanjens gräns om det ska gå att använda.",
    },
    decide_without_assignment: {
      title: "Kunden fick rabatten utan att ha erbjudandet",
      happened:
        "Ordern står med rabatten. Servern stannade innan ordern kunde nekas.",
      next: "Besluta. Avbryt ordern, eller låt kunden behålla rabatten och klarmarkera med en anteckning.",
    },
    decide_refused: {
      title: "Kunden fick rabatten, men Engage nekade erbjudandet",
      happened:
        "Ordern står med rabatten. Nekandet från Engage kom för sent för att stoppa den.",
      next: "Besluta. Om orsaken går att rätta i Engage, gör det och försök nu. Om kunden får behålla rabatten ändå, klarmarkera med en anteckning.",
    },
    decide_used: {
      title: "Kunden fick rabatten, men erbjudandet var redan använt",
      happened:
        "Beställningen står kvar med rabatten. Erbjudandet användes tidigare: i en butik eller på en annan beställning.",
      next: "Besluta. Avbryt beställningen, eller låt kunden behålla rabatten och klarmarkera med en anteckning.",
    },
    decide_refused_by_shop: {
      title: "Kunden fick rabatten, fast erbjudandet nekades",
      happened:
        "Beställningen står kvar med rabatten. Den nekades medan kunden beställde, och servern stannade innan beställningen kunde ångras.",
      next: "Besluta. Avbryt beställningen, eller låt kunden behålla rabatten och klarmarkera med en anteckning.",
    },
    decide_refused_order_gone: {
      title: "Erbjudandet nekades, och beställningen är borta",
      happened:
        "Beställningen avbröts eller togs bort efter att erbjudandet hade nekats för den.",
      next: "Inget finns kvar att rätta på beställningen. Klarmarkera med en anteckning.",
    },
    decide_no_discount: {
      title: "Varukorgen hade rabatten, men beställningen visar den inte",
      happened:
        "Beställningen står kvar, och ingen av dess rader har rabatten som varukorgen hade. Engage har inte fått veta något.",
      next: "Se på varukorgens beställningar. Klarmarkera: som inte använt, om kunden betalade fullt pris.",
    },
    decide_returned: {
      title: "Allt returnerades, och detta är inte klart ännu",
      happened:
        "Allt i beställningen returnerades innan det var klart hur det gick med erbjudandet.",
      next: "Läs orsaken och historiken, leta upp erbjudandet i Engage, och klarmarkera med en anteckning.",
    },
    decide_no_verdict: {
      title: "Engage kunde inte meddelas på 24 timmar",
      happened:
        "Ordern står med rabatten. Alla försök att meddela Engage att erbjudandet är använt har misslyckats, så kunden kan ha det kvar.",
      next: "Kontrollera att Engage går att nå och försök sedan nu. Om du har markerat erbjudandet som använt i Engage för hand, klarmarkera som använt.",
    },
    decide_without_order: {
      title: "Erbjudandet är förbrukat, men kunden har ingen order",
      happened:
        "Engage har erbjudandet som använt, och ingen order har använt det på 24 timmar. Kunden har förlorat erbjudandet utan att få rabatten.",
      next: "Ge kunden kampanjen igen i Engage, för hand, så att den kan användas. Klarmarkera sedan detta som använt, med en anteckning.",
    },
    decide_lost_order: {
      title: "Ordern är borta, och svaret från Engage är oklart",
      happened:
        "Ordern avbröts eller togs bort innan det var känt hur det gick i Engage.",
      next: "Leta upp erbjudandet i Engage. Är det använt där, klarmarkera som använt; är det inte använt, klarmarkera som inte använt, så har kunden det igen.",
    },
    decide_unpaid: {
      title: "Ingen har betalat ordern",
      happened:
        "Ordern står med rabatten och har inte betalats på många dagar. Kundens erbjudande är bundet till den, och Engage har inte fått veta något.",
      next: "Kommer pengarna ändå, vänta: då får Engage veta. Annars, avbryt ordern eller klarmarkera detta som inte använt; kunden har erbjudandet igen.",
    },
    decide_payment: {
      title: "Ordern nekades, och pengar kan ha dragits",
      happened:
        "Ordern ångrades med sin rabatt, men betalningen kunde inte makuleras, eller så debiterades den efteråt. Kunden kan ha betalat utan att få någon order.",
      next: "Leta upp betalningen hos betalleverantören, med varukorgens och betalningens id på den här sidan. Om pengar har dragits, betala tillbaka dem där. Klarmarkera sedan detta med en anteckning.",
    },
    decide: {
      title: "Någon måste besluta",
      happened: "Butiken kan inte reda ut detta själv.",
      next: "Läs orsaken och historiken, leta upp erbjudandet i Engage, och försök sedan nu eller klarmarkera med en anteckning.",
    },
    not_used: {
      title: "Erbjudandet användes inte",
      happened:
        "Erbjudandet togs bort från varukorgen innan något skickades till Engage. Det förbrukades inte av det.",
      next: "Inget.",
    },
    not_used_no_discount: {
      title: "Erbjudandet användes inte",
      happened:
        "Kampanjen gav ingen rabatt på beställningen, så inget skickades till Engage. Erbjudandet förbrukades inte av det.",
      next: "Inget.",
    },
    not_used_order: {
      title: "Beställningen är borta, och erbjudandet användes inte",
      happened:
        "Beställningen avbröts eller ångrades innan Engage hade erbjudandet som använt. Kunden fick tillbaka det.",
      next: "Inget.",
    },
    freed_written_off: {
      title: "Klarmarkerat, och beställningen avbröts",
      happened:
        "Någon i ditt team klarmarkerade detta utan Engage. Beställningen avbröts, och butiken lät kunden ha erbjudandet igen.",
      next: "Inget. Anteckningen säger varför det klarmarkerades.",
    },
    freed: {
      title: "Klarmarkerat som inte använt",
      happened:
        "Någon i ditt team klarmarkerade att Engage inte har erbjudandet som använt. Kunden fick tillbaka det.",
      next: "Inget. Anteckningen säger varför.",
    },
  },

  reason: {
    promotion_not_valid_for_redemption_channel: {
      label: "Inte för nätbutiken",
      why: "I Engage får erbjudandet inte användas i nätbutikens kanal. Kanalerna ställs in på kampanjen i Engage.",
    },
    promotion_already_redeemed: {
      label: "Redan använt",
      why: "Engage har erbjudandet som använt redan: i en butik eller på en annan order.",
    },
    promotion_not_found: {
      label: "Finns inte i Engage",
      why: "Engage känner inte längre till erbjudandet. Det kan ha tagits bort där.",
    },
    promotion_not_associated_with_contact: {
      label: "Inte kundens",
      why: "I Engage hör erbjudandet inte längre till någon kund, eller till en annan.",
    },
    not_a_valid_redemption_channel: {
      label: "Okänd kanal",
      why: "Engage känner inte till kanalen som butiken skickar. Be den som sköter butiken att kontrollera inställningen ”channel”.",
    },
    invalid_promotion_id_no_data: {
      label: "Erbjudandet kändes inte igen",
      why: "Engage kände inte igen erbjudandets id. Det kan ha skrivits in för hand och blivit fel.",
    },
    promotion_expired: {
      label: "Har gått ut",
      why: "Erbjudandets sista dag har passerat i Engage.",
    },
    promotion_not_configured: {
      label: "Ingen kampanj i butiken",
      why: "Butiken har ingen kampanj med koden som Engage anger för erbjudandet, eller så gäller den av sig själv.",
    },
    promotion_not_applicable: {
      label: "Ingen rabatt på varukorgen",
      why: "Kampanjens egna regler ger den här varukorgen ingen rabatt.",
    },
    promotion_limit_reached: {
      label: "Gränsen nådd",
      why: "Kampanjens egen gräns, budget eller regel om en gång per kund lämnade ingen användning kvar åt varukorgen.",
    },
    promotion_already_applied: {
      label: "Redan i varukorgen",
      why: "Erbjudandet ligger redan i varukorgen.",
    },
    cart_already_completed: {
      label: "Redan beställd",
      why: "Varukorgen hade redan blivit en order.",
    },
    promotion_value_type_unsupported: {
      label: "Bara för fysiska butiker",
      why: "I Engage är detta ett erbjudande av ett slag som bara fungerar i en fysisk butik.",
    },
    promotion_currency_mismatch: {
      label: "Annan valuta",
      why: "Engage har inget belopp för erbjudandet i varukorgens valuta.",
    },
    promotion_requires_assignment: {
      label: "Personligt, och inte den här kundens",
      why: "Kampanjen fungerar bara för kunder som har erbjudandet i Engage.",
    },
    promotion_refused: {
      label: "Nekat utan orsak",
      why: "Engage nekade och sade inte varför.",
    },
    assignment_id_is_a_promotion_id: {
      label: "Fel id",
      why: "Kampanjens id skickades i stället för id:t för kundens eget erbjudande.",
    },
    redemption_in_progress: {
      label: "Används just nu",
      why: "En annan order använder erbjudandet i detta ögonblick.",
    },
    promotion_held_by_unpaid_order: {
      label: "Används av en obetald order",
      why: "En obetald order från samma kund använder erbjudandet.",
    },
    engage_unavailable: {
      label: "Engage nås inte",
      why: "Engage svarade inte, eller svarade att det är upptaget eller trasigt.",
    },
    engage_misconfigured: {
      label: "Fel i anslutningen till Engage",
      why: "Svaret visar en felaktig nyckel, en felaktig adress eller något mellan butiken och Engage.",
    },
    outcome_unknown: {
      label: "Svaret försvann",
      why: "Anropet skickades och inget tydligt svar kom: Engage kan ha erbjudandet som använt eller inte.",
    },
    payment_pending: {
      label: "Betalningen kommer",
      why: "Ordern är lagd och betalningen har inte kommit ännu.",
    },
    payment_overdue: {
      label: "Betalningen dröjer",
      why: "Ingen har betalat ordern på många dagar.",
    },
    redeemed_without_order: {
      label: "Använt utan order",
      why: "Engage har erbjudandet som använt, och ingen order har använt det på 24 timmar.",
    },
    payment_not_returned: {
      label: "Betalningen inte återlämnad",
      why: "Ordern nekades, men betalningen har varken makulerats eller återbetalats: pengar kan ha dragits. Titta på betalningen och betala tillbaka.",
    },
    order_gone: {
      label: "Ordern är borta",
      why: "Ordern togs bort eller ångrades innan detta var klart.",
    },
    order_canceled: {
      label: "Ordern avbruten",
      why: "Ordern avbröts innan detta var klart.",
    },
    written_off: {
      label: "Klarmarkerad för hand",
      why: "Någon i ditt team klarmarkerade detta utan Engage.",
    },
    not_redeemed: {
      label: "Inte använt",
      why: "Någon hos er såg att Engage inte har det som använt: kunden har det igen.",
    },
    retries_exhausted: {
      label: "24 timmar utan svar",
      why: "Engage försökte nås i 24 timmar och gav inget besked.",
    },
    no_discount: {
      label: "Ingen rabatt på ordern",
      why: "Kampanjen gav ordern ingen rabatt, så erbjudandet förbrukades inte.",
    },
    customer_changed: {
      label: "Varukorgen bytte ägare",
      why: "Varukorgen kom att tillhöra en annan kund, så erbjudandet togs bort.",
    },
    unlinked: {
      label: "Borttaget från varukorgen",
      why: "Erbjudandet togs bort från varukorgen.",
    },
    promotion_automatic: {
      label: "Kampanjen blev automatisk",
      why: "Någon gjorde kampanjen automatisk. Nu får alla rabatten, så erbjudandet togs bort från varukorgen utan att förbrukas.",
    },
    promotion_deleted: {
      label: "Kampanjen borttagen",
      why: "Kampanjen togs bort i butiken och ingen annan har dess kod, så erbjudandet togs bort från varukorgen utan att förbrukas.",
    },
  },
}
