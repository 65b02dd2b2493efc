import type { Translation } from "./en"

/** Every sentence of the screens in Swedish. */
export const sv: Translation = {
  menu: "Inlösta erbjudanden",

  page: {
    title: "Inlösta erbjudanden",
  },

  counts: {
    label: "Inlösningar efter status",
    showAll: "Visa alla",
  },

  chart: {
    title: "Dag för dag",
    description:
      "Inlösningar efter den dag då deras status senast uppdaterades.",
    days: "Senaste {{count}} dagarna",
    period: "Period",
    empty: "Ingen inlösning uppdaterades under perioden.",
    summary:
      "Från {{from}} till {{to}}: {{redeemed}} använda, {{rejected}} nekade, {{pending}} väntar, {{attention}} behöver hanteras.",
    table: "Visa siffrorna som tabell",
    day: "Dag",
    error: "Siffrorna kunde inte hämtas.",
    heading: "Antal och diagram",
    allTime: "All tid",
    choosePeriod:
      "Välj en period för att se den dag för dag. Listan visar då samma period.",
  },

  table: {
    scope: {
      customer_id: "Bara en kunds.",
      promotion_id: "Bara en kampanjs.",
    },
    searchHint: "Erbjudande, beställningsnummer, kund eller id",
    offer: "Erbjudande",
    status: "Status",
    reason: "Orsak",
    order: "Beställning",
    customer: "Kund",
    discount: "Rabatt",
    changed: "Uppdaterad",
    created: "Lagd i varukorgen",
    channel: "Kanal",
    sort: "Sortera",
    filter: "Filtrera",
    removeFilter: "Ta bort filtret",
    is: "är",
    clear: "Rensa alla",
    first: "Inlösningar som behöver hanteras kommer först",
    noOrder: "Ingen beställning",
    noCustomer: "Gäst eller borttagen",
    of: "av",
    results: "resultat",
    pages: "sidor",
    prev: "Föregående",
    next: "Nästa",
    newest: "Nyaste först",
    oldest: "Äldsta först",
    ascending: "Stigande",
    descending: "Fallande",
    emptyTitle: "Inga inlösningar ännu",
    emptyText:
      "När en kund lägger ett erbjudande från Engage i en varukorg syns det här.",
    filteredTitle: "Inga resultat",
    filteredText: "Prova att ändra filtren eller sökningen.",
    error: "Inlösningarna kunde inte hämtas.",
    partial:
      "Sökningen passar väldigt många kunder eller erbjudanden, och bara några av dem visas. Skriv mer av namnet eller adressen.",
  },

  dates: {
    today: "Idag",
    lastDays: "Senaste {{count}} dagarna",
    custom: "Anpassad",
    from: "Från",
    to: "Till",
  },

  export: {
    action: "Exportera",
    people: "Till ett kalkylprogram",
    peopleText:
      "Med skärmens ord, tider och decimaltecken, och med e-postadresser.",
    raw: "Till andra program",
    rawText: "Alla kolumner som API:et kallar dem, tider i UTC.",
    tooMany:
      "Det finns fler än {{most}} rader. Begränsa listan, eller exportera till andra program.",
    fileName: "inlosningar",
    email: "E-post",
    currency: "Valuta",
    takenBy: "Vem som håller på",
    id: "Id",
    done: "Filen har laddats ner.",
    error: "Filen kunde inte skapas.",
  },

  banner: {
    attention_one: "{{count}} inlösning behöver hanteras",
    attention_other: "{{count}} inlösningar behöver hanteras",
    giveBack_one:
      "{{count}} beställning avbröts eller returnerades, och erbjudandet är använt",
    giveBack_other:
      "{{count}} beställningar avbröts eller returnerades, och erbjudandena är använda",
    engage: {
      not_configured: "Tillägget är avstängt",
      key_refused: "Engage accepterar inte butikens nyckel",
      misconfigured: "Engage går inte att nå: fel inställningar",
      unreachable: "Engage går inte att nå",
    },
    promotions_one: "{{count}} kampanj behöver hanteras",
    promotions_other: "{{count}} kampanjer behöver hanteras",
    promotionsText:
      "Ett erbjudande från Engage använder den, men koden har också använts på beställningar utan erbjudande.",
  },

  health: {
    title: "Anslutning till Engage",
    description: "Kontrollerat med anrop som inte ändrar något i Engage.",
    button: "Engage: {{status}}",
    asking: "frågar…",
    unknown: "okänt",
    status: {
      ok: "ansluten",
      key_refused: "nyckeln accepteras inte",
      misconfigured: "fel inställningar",
      unreachable: "går inte att nå",
      not_configured: "avstängt",
    },
    text: {
      ok: "Engage svarar och accepterar butikens nyckel.",
      key_refused:
        "Engage svarar men accepterar inte butikens nyckel. Beställningar går igenom som vanligt och erbjudanden väntar. Be den som sköter butiken att kontrollera nyckeln.",
      misconfigured:
        "Adressen till Engage leder någon annanstans. Beställningar går igenom som vanligt och erbjudanden väntar. Be den som sköter butiken att kontrollera adressen till Engage.",
      unreachable:
        "Engage svarar inte eller är överbelastat. Beställningar går igenom som vanligt; det som väntar skickas när Engage är tillbaka.",
      not_configured:
        "Butiken körs utan Engage: inga erbjudanden visas. Det som väntar skickas ändå så länge nyckeln finns kvar. Innan tillägget tas bort ur konfigurationen: inaktivera de kampanjer som bara är för kunder med ett erbjudande. Utan tillägget kan alla använda deras koder.",
    },
    took: "Svarstid",
    queue: "Det som väntar",
    waiting: "Väntar på Engage",
    attention: "Behöver hanteras",
    giveBack: "Att ge tillbaka eller inte",
    unpaid: "Väntar på kundens betalning",
    promotions: "Kampanjer som behöver hanteras",
    oldest: "den äldsta {{age}}",
    options: "Tilläggets inställningar",
    optionsText:
      "Som de står i butikens konfiguration. De kan inte ändras här; nyckeln visas aldrig.",
    again: "Fråga igen",
    error: "Anslutningen kunde inte kontrolleras.",
    notSet: "inte angivet",
    yes: "ja",
    no: "nej",
  },

  unpaid: {
    title_one: "{{count}} beställning med ett erbjudande är inte betald ännu",
    title_other:
      "{{count}} beställningar med ett erbjudande är inte betalda ännu",
    text: "Engage får veta så snart betalningen har kommit.",
    action: "Visa obetalda beställningar",
  },

  rights: {
    title: "Sidan ingår inte i din roll",
    text: "Be den som sköter användarna om rätten att läsa inlösta erbjudanden.",
  },

  limits: {
    title: "Medusas egna gränser gäller även erbjudanden",
    text: "En avbruten beställning fortsätter att räknas. En kund som får tillbaka erbjudandet kan kanske inte använda det.",
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
    why: "Orsak",
    next: "Vad du ska göra",
    note: "Anteckning",
    givingBack: "Ge tillbaka erbjudandet",
    givingBackStatus: {
      sending: "Det ges tillbaka just nu.",
      refused: "Engage gav inte kunden erbjudandet igen.",
      unknown:
        "Det begärdes, och inget tydligt svar kom. Se efter bland kundens erbjudanden innan du försöker igen.",
    },
    nextTry: "Butiken försöker igen {{when}}",
    nextTrySoon: "Butiken försöker igen inom kort",
    offer: "Erbjudandet",
    name: "Namn",
    heading: "Vad kunden läste",
    code: "Kod i butiken",
    promotion: "Kampanj i butiken",
    discount: "Rabatt",
    noDiscount: "Ingen",
    channel: "Kanal",
    assignment: "Erbjudandets id i Engage",
    noAssignment: "Kunden hade inte erbjudandet",
    template: "Kampanjens id i Engage",
    who: "Kund och beställning",
    customer: "Kund",
    contact: "Kontakt i Engage",
    noCustomer: "En gäst, eller så har kunden tagits bort",
    cart: "Varukorg",
    payment: "Betalningens id",
    order: "Beställning",
    noOrder: "Ingen beställning gjordes",
    laterOrder: "Lades utan det",
    orderPlaced: "gjord {{date}}",
    orderCanceled: "avbruten",
    deleted: "borttagen",
    timeline: "Vad som hände",
    timelineText: "Senaste först.",
    error: "Inlösningen kunde inte hämtas.",
    notFound: "Inlösningen finns inte",
    notFoundText: "Inlösningar som aldrig användes tas bort efter en tid.",
    all: "Alla inlösningar",
  },

  timeline: {
    linked: "Erbjudandet lades i varukorgen",
    state: "Status: {{status}}",
    by: "av {{actor}}",
    redeem: "Anrop till Engage: markera erbjudandet som använt",
    verify: "Anrop till Engage: kontrollera om erbjudandet är använt",
    reassign: "Anrop till Engage: ge kunden erbjudandet igen",
    trigger: {
      checkout: "i kassan",
      retry: "automatiskt försök",
      manual: "startat av ditt team",
      cancellation: "efter att beställningen avbröts",
      return: "för att allt returnerades",
    },
    outcome: {
      redeemed: "Använt",
      not_redeemed: "Inte använt",
      refused: "Nekat",
      misconfigured: "Fel inställningar",
      unavailable: "Engage går inte att nå",
      unknown: "Inget tydligt svar",
      assigned: "Gavs",
      not_assigned: "Gavs inte",
    },
    running: "Inget svar ännu",
    http: "HTTP {{status}}",
    took: "efter {{duration}}",
    code: "kod {{code}}",
    action: {
      retry: "Försök för hand",
      resolve: "Klarmarkerad",
      reassign: "Erbjudandet gavs tillbaka för hand",
      note: "Anteckning",
      take: "Tog sig an den",
      leave: "Släppte den",
    },
    resolution: {
      redeemed: "som använd",
      written_off: "som avslutad",
      not_redeemed: "som inte använd",
      not_given_back: "erbjudandet förblir använt",
    },
    underWay: "pågår",
    actor: {
      customer: "kunden",
      checkout: "kassan",
      job: "butiken",
      somebody: "någon i ditt team",
      removed: "någon (namnet har rensats bort)",
    },
  },

  actions: {
    retry: "Försök nu",
    retryDone: "Erbjudandet är nu markerat som använt i Engage.",
    retryRefused: "Engage nekade erbjudandet. Orsaken står på sidan.",
    retryWaits: "Engage gav inget tydligt svar. Sidan visar hur det står till.",
    resolve: "Klarmarkera",
    resolveTitle: "Klarmarkera inlösningen",
    resolveText:
      "Inget skickas till Engage. Det du beslutar sparas med din anteckning, ditt namn och tiden.",
    resolution: "Hur klarmarkeras den?",
    resolution_redeemed: "Som använd i Engage",
    resolution_redeemed_text:
      "Erbjudandet är använt i Engage, till exempel för att du har markerat det där.",
    resolution_written_off: "Som avslutad, och Engage lämnas som det är",
    resolution_written_off_text:
      "Kunden får behålla rabatten, eller så löste ni det på ett annat sätt.",
    resolution_not_redeemed: "Som inte använd: kunden har erbjudandet igen",
    resolution_not_redeemed_text:
      "Erbjudandet är inte använt i Engage. Kunden kan använda det på en annan beställning. En beställning som redan är gjord behåller sin rabatt.",
    resolution_not_given_back: "Erbjudandet förblir använt",
    resolution_not_given_back_text:
      "Kunden får inte tillbaka det. Ingen tillfrågas om det längre; du kan fortfarande ge tillbaka det.",
    note: "Anteckning",
    noteHint:
      "Vad du kom fram till och vad du sa till kunden. Ditt team läser det senare.",
    noteRequired: "Skriv en anteckning: ditt team måste kunna se varför.",
    resolveDone: "Inlösningen är klarmarkerad.",
    addNote: "Skriv en anteckning",
    noteTitle: "Skriv en anteckning",
    noteText:
      "För ditt team. Den klarmarkerar inget och skickas inte till Engage.",
    noteDone: "Anteckningen är sparad.",
    noteKept:
      "Det går inte längre att klarmarkera. Din anteckning finns kvar: du kan spara den för sig.",
    keepNote: "Spara anteckningen",
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
    failed:
      "Något gick fel. Se på sidan vad som har ändrats och försök sedan igen.",
  },

  /** The operator who works on a redemption. */
  taking: {
    take: "Jag tar den",
    leave: "Jag släpper den",
    over: "Ta över",
    you: "Du håller på",
    other: "{{name}} håller på",
    somebody: "Någon",
    overTitle: "Ta över?",
    overText:
      "{{name}} håller på och får inget meddelande. Prata ihop er först.",
    overConfirm: "Ta över",
  },

  /** Asked when an operator closes a drawer with typed text. */
  discard: {
    title: "Ta bort det du har skrivit?",
    text: "Anteckningen har inte sparats.",
    confirm: "Ta bort",
    cancel: "Fortsätt skriva",
  },

  /** The list from which the operator opened a redemption. */
  queue: {
    label: "I listan",
    back: "Tillbaka till listan",
    position: "{{position}} av {{count}}",
    previous: "Föregående i listan",
    next: "Nästa i listan",
  },

  /** Actions on several redemptions. */
  batch: {
    label: "Valda inlösningar",
    selectAll: "Välj alla som går att försöka med eller klarmarkera",
    select: "Välj {{offer}}",
    selected_one: "{{count}} vald",
    selected_other: "{{count}} valda",
    clear: "Rensa",
    retry: "Försök nu",
    trying: "Försöker…",
    resolve: "Klarmarkera",
    resolveTitle_one: "Klarmarkera {{count}} inlösning",
    resolveTitle_other: "Klarmarkera {{count}} inlösningar",
    resolveText:
      "Inget skickas till Engage. Det du beslutar sparas på var och en, med din anteckning, ditt namn och tiden.",
    resolveAction_one: "Klarmarkera {{count}}",
    resolveAction_other: "Klarmarkera {{count}}",
    left_one: "{{count}} av de valda går inte att klarmarkera så.",
    left_other: "{{count}} av de valda går inte att klarmarkera så.",
    used_one: "{{count}} är nu markerad som använd i Engage.",
    used_other: "{{count}} är nu markerade som använda i Engage.",
    waiting_one: "{{count}} väntar fortfarande på Engage eller på betalningen.",
    waiting_other:
      "{{count}} väntar fortfarande på Engage eller på betalningen.",
    refused_one: "{{count}} nekades av Engage.",
    refused_other: "{{count}} nekades av Engage.",
    free_one: "{{count}} användes inte: kunden har erbjudandet.",
    free_other: "{{count}} användes inte: kunderna har erbjudandena.",
    settled_one: "{{count}} är klarmarkerad.",
    settled_other: "{{count}} är klarmarkerade.",
    notDone_one: "{{count}} gick inte att göra något med:",
    notDone_other: "{{count}} gick inte att göra något med:",
  },

  order: {
    discount: "{{amount}} i rabatt",
    title: "Erbjudanden från Engage",
    empty:
      "Inget personligt erbjudande användes på den här beställningen, och inget nekades.",
    error: "Beställningens erbjudanden kunde inte hämtas.",
    details: "Detaljer",
    tried: "Försökt på den här beställningen och nekat",
    triedText: "Kunden lade beställningen utan dessa.",
    takenOff: "Låg i varukorgen och togs bort före beställningen",
    laterOrder: "Beställningen lades utan det: {{order}}",
    byStaff: "Tillagd av ditt team utan erbjudande",
    byStaffText:
      "Kampanjen är till för kunder som har erbjudandet i Engage. Någon i ditt team lade till den på beställningen: Engage tillfrågades inte, och inget erbjudande förbrukades.",
  },

  customer: {
    code: "kod {{code}}",
    onOrder: "beställning {{order}}",
    now: "Erbjudanden i Engage nu",
    nowText: "Som Engage har dem i detta ögonblick.",
    nowEmpty: "Engage har inget erbjudande till den här kunden.",
    nowError: "Det gick inte att fråga Engage om kundens erbjudanden.",
    past: "Erbjudanden använda i butiken",
    pastEmpty: "Inget av kundens erbjudanden har legat i en varukorg ännu.",
    pastError: "Kundens inlösningar kunde inte hämtas.",
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
    all: "Alla {{count}} inlösningar",
  },

  /** Why a customer has no contact in Engage. */
  noContact: {
    verification_required: {
      title:
        "Engage tillfrågades inte: kunden har inte bekräftat sina uppgifter",
      text: "Vem som helst kan registrera sig med någon annans adress, så kunden måste bekräfta den först, eller telefonnumret om butiken söker på det. Butikens mejl med länken kan ha kommit bort, eller så loggar kunden in med en annan adress än den på den här sidan.",
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

  /** Why a customer sees no offers. */
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
        title: "Engage accepterar inte nyckeln",
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
        title: "Kunden har inte bekräftat sina uppgifter",
        next: "Kunden bekräftar e-postadressen med länken som butiken skickar, eller telefonnumret om butiken söker på det. Om inget mejl kommer fram, se tilläggets sida ”Install”. Om kunden loggar in med en annan adress än den som står här, ändra en av dem.",
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

  /** Offers that Engage shows but the shop cannot give. */
  notGiven: {
    title: "Engage erbjuder det, men butiken kan inte ge det",
    description:
      "Räknat på den här servern sedan den startade, varje gång en kund öppnade sina erbjudanden.",
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
    managed: "Bara för kunder med erbjudandet",
    free: "För alla som har koden",
    managedText:
      "Bara kunder som har erbjudandet i Engage kan använda kampanjen. Enbart koden räcker inte.",
    beforeRemoval:
      "Det är tillägget som ser till det. Inaktivera kampanjen innan tillägget tas bort ur butiken, annars kan alla använda koden.",
    freeText:
      "Alla som känner till koden kan använda kampanjen, som vilken annan som helst.",
    open: "Öppen för alla tills vidare",
    openText:
      "Någon har gjort kampanjen automatisk, så varje varukorg som uppfyller villkoren får rabatten, med eller utan erbjudande. Så snart den är en kod igen kan bara kunder som har erbjudandet i Engage använda den.",
    switch: "Bara för kunder som har erbjudandet i Engage",
    switchLater: "Bara för dem så snart den är en kod igen",
    automatic:
      "Kampanjen läggs automatiskt till i varje varukorg, så den kan inte vara ett personligt erbjudande.",
    provided: "Tillägget har skapat kampanjen för ett erbjudande från Engage.",
    decisionTitle: "Behöver hanteras",
    decisionText:
      "Ett erbjudande från Engage använder den här kampanjen, men koden har också använts på beställningar utan erbjudande. Ska den vara kvar bara för kunder som har erbjudandet?",
    decisionYes: "Bara för dem",
    decisionNo: "Låt den vara för alla",
    saved: "Sparat.",
    redeemed: "Använd",
    redeemedCount_one: "{{count}} gång",
    redeemedCount_other: "{{count}} gånger",
    engagePromotions: "Kampanjer i Engage som använder den",
    engagePromotionsEmpty: "Butiken har inte sett några.",
    show: "Visa inlösningarna",
    error: "Det gick inte att hämta vad Engage har med kampanjen att göra.",
    draft: "Skapa ett utkast i Engage",
    draftTitle: "Skapa ett utkast i Engage",
    draftText:
      "Det skapar en kampanj i Engage för den här, med koden {{code}} för webbutiken. Den är ett utkast: ingen kund får den ännu.",
    draftName: "Namn",
    draftHeading: "Rubrik som kunderna läser",
    draftDescription: "Beskrivning",
    draftValidity: "Antal dagar som den gäller efter tilldelningen",
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
    required: "Fyll i det här.",
  },

  error: {
    redemption_action_not_allowed:
      "Någon annan hann före: inlösningen har ändrats under tiden. Skärmen visar hur det står till nu.",
    redemption_busy:
      "Någon annan, eller butiken själv, arbetar med inlösningen just nu. Titta igen om en stund.",
    redemption_taken:
      "Någon annan har tagit sig an den under tiden. Sidan visar vem.",
    assignment_held_elsewhere:
      "Erbjudandet användes för en annan beställning och kan inte skickas för den här. Klarmarkera med en anteckning.",
    redemption_not_redeemed:
      "Bara ett erbjudande som har använts på en beställning kan ges tillbaka.",
    order_not_canceled:
      "Beställningen står kvar med sin rabatt. Avbryt den först; sedan kan erbjudandet ges tillbaka.",
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
      "Kampanjen läggs automatiskt till i varje varukorg, så den kan inte vara ett personligt erbjudande.",
    draft_in_progress:
      "Ett utkast för kampanjen skapas just nu. Titta igen om en stund.",
    draft_outcome_unknown:
      "Inget tydligt svar kom: utkastet kan finnas i Engage eller inte. Se efter där innan du försöker igen.",
    draft_refused: "Engage tar inte emot utkastet.",
    engage_set_up_wrongly:
      "Engage accepterar inte butikens anslutning. Be den som sköter butiken att kontrollera adressen och nyckeln.",
    engage_unavailable: "Engage går inte att nå just nu. Inget har ändrats.",
  },

  general: {
    close: "Stäng",
    again: "Försök igen",
    loading: "Laddar",
    none: "–",
  },

  status: {
    linked: "I en varukorg",
    claimed: "Beställs nu",
    redeeming: "Skickas nu",
    pending: "Väntar",
    redeemed: "Använt",
    rejected: "Nekat",
    attention: "Behöver hanteras",
    released: "Inte använt",
    settled: "Klarmarkerat",
    given_back: "Återlämnat",
    give_back_undecided: "Ge tillbaka?",
  },

  /** The filter for tasks and results that no status shows. */
  state: {
    label: "Att göra och gjort",
    needs_decision: "Behöver hanteras",
    give_back_undecided: "Ge tillbaka eller inte?",
    given_back: "Återlämnat",
    settled_by_hand: "Klarmarkerat",
  },

  /** An operator's resolution, told before the redemption's situation. */
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
      next: "Ingenting. Engage får veta när beställningen läggs, och inte förr.",
    },
    ordering: {
      title: "Kunden beställer just nu",
      happened:
        "Beställningen med erbjudandet håller på att läggas. Engage har inte fått veta något ännu.",
      next: "Ingenting. Titta igen om en minut.",
    },
    sending: {
      title: "Engage meddelas just nu",
      happened:
        "Att erbjudandet är använt skickas till Engage, och svaret har inte kommit ännu.",
      next: "Ingenting. Titta igen om en minut; ett svar som försvann reds ut automatiskt.",
    },
    waiting_for_payment: {
      title: "Väntar på betalningen",
      happened:
        "Beställningen är gjord med rabatten. Betalningen har inte kommit ännu, så Engage har inte fått veta något.",
      next: "Ingenting. Engage får veta när betalningen har kommit; om beställningen avbryts dessförinnan har kunden erbjudandet igen. Ska det bli fritt nu, klarmarkera som inte använt.",
    },
    waiting_for_engage: {
      title: "Väntar på Engage",
      happened:
        "Beställningen är gjord med rabatten, men Engage gick inte att nå och vet inte ännu att erbjudandet är använt.",
      next: "Ingenting. Nya försök görs automatiskt i 24 timmar. Vet du att Engage är tillbaka kan du försöka nu.",
    },
    waiting_for_setup: {
      title: "Engage accepterar inte butikens anslutning",
      happened:
        "Beställningen är gjord med rabatten, men Engage släppte inte in butiken och vet inte ännu att erbjudandet är använt.",
      next: "Be den som sköter butiken att kontrollera adressen och nyckeln till Engage. Försök sedan nu; nya försök görs också automatiskt i 24 timmar.",
    },
    waiting_for_answer: {
      title: "Svaret från Engage försvann",
      happened:
        "Beställningen är gjord med rabatten. Att erbjudandet är använt skickades till Engage, men inget tydligt svar kom tillbaka.",
      next: "Ingenting. Engage tillfrågas om hur det gick innan något skickas igen.",
    },
    waiting_without_order: {
      title: "Svaret från Engage reds ut",
      happened:
        "Att erbjudandet är använt skickades till Engage, men beställningen lades till slut inte. Hur det gick i Engage är inte känt ännu.",
      next: "Ingenting. Engage tillfrågas om hur det gick. Om kunden beställer igen med samma varukorg fortsätter det därifrån.",
    },
    used: {
      title: "Erbjudandet användes på beställningen",
      happened:
        "Beställningen har rabatten, och Engage vet att erbjudandet är använt.",
      next: "Ingenting. Om beställningen avbryts eller returneras kan du ge kunden erbjudandet tillbaka.",
    },
    used_canceled: {
      title: "Beställningen avbröts, och erbjudandet är förbrukat",
      happened:
        "Beställningen avbröts, och erbjudandet är använt i Engage. Kunden kan inte använda det igen.",
      next: "Bestäm om kunden ska ha erbjudandet igen. Ge i så fall tillbaka det; klarmarkera annars med en anteckning.",
    },
    used_returned: {
      title: "Allt returnerades, och erbjudandet är förbrukat",
      happened:
        "Allt i beställningen returnerades, och erbjudandet är använt i Engage. Kunden kan inte använda det igen.",
      next: "Bestäm om kunden ska ha erbjudandet igen. Ge i så fall tillbaka det; klarmarkera annars med en anteckning.",
    },
    used_partly_returned: {
      title: "Erbjudandet användes, och en del av beställningen returnerades",
      happened:
        "Beställningen står kvar, och en del av den returnerades. Erbjudandet är använt i Engage.",
      next: "Ingenting. Ska kunden ändå ha erbjudandet igen kan du ge tillbaka det.",
    },
    used_order_deleted: {
      title: "Erbjudandet är förbrukat, och beställningen togs bort",
      happened:
        "Erbjudandet är använt i Engage. Beställningen som det användes på har tagits bort här.",
      next: "Ska kunden ha erbjudandet igen, ge kunden kampanjen i Engage för hand.",
    },
    giving_back: {
      title: "Erbjudandet ges tillbaka just nu",
      happened: "Engage ombeds att ge kunden samma kampanj en gång till.",
      next: "Ingenting. Titta igen om en minut.",
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
      next: "Ingenting.",
    },
    not_given_back: {
      title: "Klarmarkerat: erbjudandet förblir använt",
      happened:
        "Någon i ditt team beslutade att kunden inte får tillbaka erbjudandet.",
      next: "Ingenting. Anteckningen säger varför. Det går fortfarande att ge tillbaka.",
    },
    used_inferred: {
      title: "Erbjudandet användes, såvitt man kan se",
      happened:
        "Svaret på butikens anrop försvann, och sedan dess är erbjudandet använt i Engage. Det antas gälla den här beställningen.",
      next: "Ingenting, om inte kunden säger sig ha använt erbjudandet även i en butik: Engage kan inte skilja de två åt.",
    },
    used_without_order: {
      title: "Använt i Engage, men utan beställning",
      happened:
        "Erbjudandet är använt i Engage, men beställningen lades till slut inte. Erbjudandet sparas till kundens nästa beställning.",
      next: "Ingenting ännu. Om ingen beställning använder det inom 24 timmar måste någon hantera den.",
    },
    waiting_order_gone: {
      title: "Beställningen är borta, och erbjudandet reds ut",
      happened:
        "Beställningen avbröts eller togs bort innan det var känt om erbjudandet är använt i Engage.",
      next: "Ingenting. Har Engage det inte som använt får kunden tillbaka det automatiskt. Har Engage det kan du besluta då.",
    },
    waiting_returned: {
      title: "Väntar, och allt returnerades",
      happened:
        "Allt i beställningen returnerades. Det är inte känt ännu om erbjudandet är använt i Engage.",
      next: "Ingenting. Butiken tar reda på det automatiskt. Är erbjudandet använt i Engage kan du ge tillbaka det då; har Engage aldrig fått veta något får kunden tillbaka det.",
    },
    settled_used: {
      title: "Klarmarkerat: erbjudandet är använt",
      happened:
        "Någon i ditt team tittade på detta och klarmarkerade att erbjudandet är använt i Engage.",
      next: "Ingenting. Anteckningen säger varför.",
    },
    settled_used_without_order: {
      title: "Klarmarkerat: erbjudandet är använt, utan beställning",
      happened:
        "Någon i ditt team tittade på detta och klarmarkerade att erbjudandet är använt i Engage. Ingen beställning har det.",
      next: "Ingenting. Anteckningen säger varför.",
    },
    refused: {
      title: "Engage nekade erbjudandet",
      happened:
        "Rabatten togs bort och ingen beställning lades med den. Kunden fick veta det och kunde beställa till fullt pris.",
      next: "Ingenting. Orsaken finns där om kunden frågar.",
    },
    refused_used: {
      title: "Erbjudandet var redan använt",
      happened:
        "Rabatten togs bort och ingen beställning lades med den. Kunden fick veta det och kunde beställa till fullt pris.",
      next: "Ingenting. Erbjudandet användes tidigare, i en butik eller på en annan beställning; se kundens andra inlösningar om kunden frågar.",
    },
    refused_by_shop: {
      title: "Erbjudandet kunde inte användas",
      happened:
        "Rabatten togs bort och ingen beställning lades med den. Kunden fick veta det och kunde beställa till fullt pris.",
      next: "Ingenting. Orsaken finns där om kunden frågar.",
    },
    refused_undoing: {
      title: "Erbjudandet nekades, och beställningen ångras",
      happened:
        "Beställningen ångras tillsammans med sin rabatt. Betalningen lämnas tillbaka.",
      next: "Ingenting. Om beställningen ändå står kvar ombeds någon att besluta inom en timme.",
    },
    closed: {
      title: "Klarmarkerad",
      happened:
        "Någon i ditt team har tittat på detta och klarmarkerat det utan Engage.",
      next: "Ingenting. Anteckningen säger varför.",
    },
    refused_without_assignment: {
      title: "Kunden hade inte erbjudandet",
      happened:
        "Rabatten togs bort och ingen beställning lades med den. Kunden fick veta det och kunde beställa till fullt pris.",
      next: "Ingenting. Engage tillfrågades inte, eftersom det inte fanns något att lösa in.",
    },
    payment_returned: {
      title: "Betalningen har lämnats tillbaka",
      happened:
        "Varukorgen blev ingen beställning, och betalningen makulerades eller återbetalades senare. Varukorgens erbjudanden har egna sidor.",
      next: "Ingenting.",
    },
    refused_limit: {
      title: "Kampanjen var förbrukad",
      happened:
        "Gränsen eller budgeten nåddes medan kunden beställde. Rabatten togs bort, och kunden kunde beställa till fullt pris.",
      next: "Ingenting. Engage tillfrågades inte, och erbjudandet förbrukades inte av detta. Höj kampanjens gräns om det ska gå att använda.",
    },
    decide_without_assignment: {
      title: "Kunden fick rabatten utan att ha erbjudandet",
      happened:
        "Beställningen är gjord med rabatten. Servern stannade innan beställningen kunde nekas.",
      next: "Avbryt beställningen, eller låt kunden behålla rabatten och klarmarkera med en anteckning.",
    },
    decide_refused: {
      title: "Kunden fick rabatten, men Engage nekade erbjudandet",
      happened:
        "Beställningen är gjord med rabatten. Nekandet från Engage kom för sent för att stoppa den.",
      next: "Om orsaken går att rätta i Engage, gör det och försök nu. Om kunden får behålla rabatten ändå, klarmarkera med en anteckning.",
    },
    decide_used: {
      title: "Kunden fick rabatten, men erbjudandet var redan använt",
      happened:
        "Beställningen står kvar med rabatten. Erbjudandet användes tidigare: i en butik eller på en annan beställning.",
      next: "Avbryt beställningen, eller låt kunden behålla rabatten och klarmarkera med en anteckning.",
    },
    decide_refused_by_shop: {
      title: "Kunden fick rabatten, fast erbjudandet nekades",
      happened:
        "Beställningen står kvar med rabatten. Den nekades medan kunden beställde, och servern stannade innan beställningen kunde ångras.",
      next: "Avbryt beställningen, eller låt kunden behålla rabatten och klarmarkera med en anteckning.",
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
        "Beställningen är gjord med rabatten. Alla försök att meddela Engage att erbjudandet är använt har misslyckats, så kunden kan ha det kvar.",
      next: "Kontrollera att Engage går att nå och försök sedan nu. Om du har markerat erbjudandet som använt i Engage för hand, klarmarkera som använt.",
    },
    decide_without_order: {
      title: "Erbjudandet är förbrukat, men kunden har ingen beställning",
      happened:
        "Erbjudandet är använt i Engage, och ingen beställning har använt det på 24 timmar. Kunden har förlorat erbjudandet utan att få rabatten.",
      next: "Ge kunden kampanjen igen i Engage, för hand, så att den kan användas. Klarmarkera sedan detta som använt, med en anteckning.",
    },
    decide_lost_order: {
      title: "Beställningen är borta, och svaret från Engage är oklart",
      happened:
        "Beställningen avbröts eller togs bort innan det var känt hur det gick i Engage.",
      next: "Leta upp erbjudandet i Engage. Är det använt där, klarmarkera som använt; är det inte använt, klarmarkera som inte använt, så har kunden det igen.",
    },
    decide_unpaid: {
      title: "Ingen har betalat beställningen",
      happened:
        "Beställningen är gjord med rabatten och har inte betalats på många dagar. Kundens erbjudande är bundet till den, och Engage har inte fått veta något.",
      next: "Kommer pengarna ändå, vänta: då får Engage veta. Annars, avbryt beställningen eller klarmarkera detta som inte använt; kunden har erbjudandet igen.",
    },
    decide_paid_after_release: {
      title: "Beställningen betalades ändå",
      happened:
        "Kunden hade fått tillbaka erbjudandet eftersom ingen hade betalat beställningen. Sedan dess har beställningen betalats, med rabatten, och Engage har inte fått veta något.",
      next: "Försök nu: då får Engage veta, och kunden kan inte använda erbjudandet till en annan beställning. Har det redan använts till en annan beställning, bestäm vad som ska gälla för rabatten på den här och klarmarkera med en anteckning.",
    },
    decide_payment: {
      title: "Pengar kan ha dragits utan beställning",
      happened:
        "Varukorgen blev ingen beställning, eller så ångrades beställningen, men betalningen kunde varken makuleras eller återbetalas, eller så debiterades den efteråt. Kunden kan ha betalat utan att få någon beställning.",
      next: "Leta upp betalningen hos betalleverantören, med varukorgens och betalningens id på den här sidan. Om pengar har dragits, betala tillbaka dem där. Klarmarkera sedan detta med en anteckning.",
    },
    decide: {
      title: "Behöver hanteras",
      happened: "Butiken kan inte reda ut detta själv.",
      next: "Läs orsaken och historiken, leta upp erbjudandet i Engage, och försök sedan nu eller klarmarkera med en anteckning.",
    },
    not_used: {
      title: "Erbjudandet användes inte",
      happened:
        "Erbjudandet togs bort från varukorgen innan något skickades till Engage. Det förbrukades inte av det.",
      next: "Ingenting.",
    },
    not_used_no_discount: {
      title: "Erbjudandet användes inte",
      happened:
        "Kampanjen gav ingen rabatt på beställningen, så inget skickades till Engage. Erbjudandet förbrukades inte av det.",
      next: "Ingenting.",
    },
    not_used_order: {
      title: "Beställningen är borta, och erbjudandet användes inte",
      happened:
        "Beställningen avbröts eller ångrades innan erbjudandet var använt i Engage. Kunden fick tillbaka det.",
      next: "Ingenting.",
    },
    not_used_returned: {
      title: "Allt returnerades, och erbjudandet användes inte",
      happened:
        "Allt i beställningen returnerades innan Engage hade fått veta något. Kunden fick tillbaka erbjudandet.",
      next: "Ingenting.",
    },
    freed_written_off: {
      title: "Klarmarkerat, och beställningen avbröts",
      happened:
        "Någon i ditt team klarmarkerade detta utan Engage. Beställningen avbröts, och butiken lät kunden ha erbjudandet igen.",
      next: "Ingenting. Anteckningen säger varför det klarmarkerades.",
    },
    freed: {
      title: "Klarmarkerat som inte använt",
      happened:
        "Någon i ditt team klarmarkerade att Engage inte har erbjudandet som använt. Kunden fick tillbaka det.",
      next: "Ingenting. Anteckningen säger varför.",
    },
  },

  reason: {
    promotion_not_valid_for_redemption_channel: {
      label: "Inte för webbutiken",
      why: "I Engage får erbjudandet inte användas i webbutikens kanal. Kanalerna ställs in på kampanjen i Engage.",
    },
    promotion_already_redeemed: {
      label: "Redan använt",
      why: "Erbjudandet är redan använt i Engage: i en butik eller på en annan beställning.",
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
      why: "Butiken har ingen kampanj med koden som Engage anger för erbjudandet, eller så är den automatisk.",
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
      why: "Varukorgen hade redan blivit en beställning.",
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
      why: "En annan beställning använder erbjudandet i detta ögonblick.",
    },
    promotion_held_by_unpaid_order: {
      label: "Används av en obetald beställning",
      why: "En obetald beställning från samma kund använder erbjudandet.",
    },
    engage_unavailable: {
      label: "Engage går inte att nå",
      why: "Engage svarade inte, eller svarade att det är upptaget eller trasigt.",
    },
    engage_misconfigured: {
      label: "Fel i anslutningen till Engage",
      why: "Svaret visar en felaktig nyckel, en felaktig adress eller något mellan butiken och Engage.",
    },
    outcome_unknown: {
      label: "Svaret försvann",
      why: "Anropet skickades och inget tydligt svar kom: erbjudandet kan vara använt i Engage eller inte.",
    },
    payment_pending: {
      label: "Betalningen kommer",
      why: "Beställningen är lagd och betalningen har inte kommit ännu.",
    },
    payment_overdue: {
      label: "Betalningen dröjer",
      why: "Ingen har betalat beställningen på många dagar.",
    },
    paid_after_release: {
      label: "Betald ändå",
      why: "Beställningen betalades efter att någon i ditt team hade klarmarkerat erbjudandet som inte använt.",
    },
    redeemed_without_order: {
      label: "Använt utan beställning",
      why: "Erbjudandet är använt i Engage, och ingen beställning har använt det på 24 timmar.",
    },
    payment_not_returned: {
      label: "Betalningen inte återlämnad",
      why: "Varukorgen blev ingen beställning, men betalningen har varken makulerats eller återbetalats: pengar kan ha dragits. Titta på betalningen och betala tillbaka.",
    },
    payment_returned: {
      label: "Betalningen återlämnad",
      why: "Varukorgen blev ingen beställning, och betalningen makulerades eller återbetalades senare.",
    },
    order_gone: {
      label: "Beställningen är borta",
      why: "Beställningen togs bort eller ångrades innan detta var klart.",
    },
    order_canceled: {
      label: "Beställningen avbruten",
      why: "Beställningen avbröts innan detta var klart.",
    },
    order_returned: {
      label: "Allt returnerat",
      why: "Allt i beställningen returnerades innan Engage hade fått veta något.",
    },
    written_off: {
      label: "Klarmarkerad",
      why: "Någon i ditt team klarmarkerade detta utan Engage.",
    },
    not_redeemed: {
      label: "Inte använt",
      why: "Någon i ditt team såg att det inte är använt i Engage: kunden har det igen.",
    },
    retries_exhausted: {
      label: "24 timmar utan svar",
      why: "Butiken försökte i 24 timmar och fick inget tydligt svar från Engage.",
    },
    no_discount: {
      label: "Ingen rabatt på beställningen",
      why: "Kampanjen gav beställningen ingen rabatt, så erbjudandet förbrukades inte.",
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
