"""The words that the name grammar and the references turn on."""

from __future__ import annotations

import re


def listed(text: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(text.split())


def _kinds(**listed: str) -> dict[str, str]:
    """Each word with the kind that it is listed under."""
    return {word: kind for kind, words in listed.items() for word in words.split()}


# Legal forms as they stand in names.
LEGAL = listed(
    """
    A/S AB AS ASA Ab Aktiebolag Aktiebolaget ApS B.V. BV EGTC EGTS EGTS:en GmbH HB Handelsbolag Inc Inc. KB
    Kommanditbolag LLC Limited Ltd Ltd. Oy Oyj PLC SA SE aktiebolag aktiebolaget handelsbolag kommanditbolag plc
    """
)
# Small words that may stand inside a name, before a capital.
PARTICLES = listed(
    """
    av de du for för i in kring mot of på the till utan van vid von
    """
)
JOINERS = listed(
    """
    & +
    """
)
# A name whose last word ends like this is a body’s, whatever stands before; the first that fits decides the kind.
TAILS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "municipality",
            r"^(?:kommun|stad|municipality)$",
        ),
        (
            "region",
            r"^(?:\w+regionen|landsting|\w*landstinget|county)$",
        ),
        (
            "union",
            (
                r"(?:kommunalförbund(?:et)?|samordningsförbund(?:et)?|räddningstjänstförbund(?:et)?|"
                r"brandförsvar(?:sförbund)?(?:et)?|avfallsförbund(?:et)?|gymnasieförbund(?:et)?|"
                r"utbildningsförbund(?:et)?|kommunförbund(?:et)?|miljöförbund(?:et)?|brandförbund(?:et)?|"
                r"räddningstjänst(?:en)?|sjukvårdsdistrikt(?:et)?|samkommun(?:en)?|brandkår(?:en)?|vattenförbund(?:et)?|direktionsförbund(?:et)?)$"
            ),
        ),
        (
            "council",
            (
                r"(?:nämnd(?:en)?|styrelse(?:n)?|råd(?:et)?|utskott(?:et)?|beredning(?:en)?|fullmäktige|council|"
                r"\w{3}förvaltning(?:en)?|"
                r"committee|board|kommitté|delegation)$"
            ),
        ),
        (
            "association",
            (
                r"(?:förening(?:en)?|förbund(?:et)?|klubb(?:en)?|sällskap(?:et)?|byalag(?:et)?|"
                r"samfällighet(?:en)?|kår(?:en)?|jour(?:en)?|nätverk(?:et)?|partnerskap(?:et)?|network|association|federation|union|"
                r"organisation(?:en)?|centralorganisation|församling(?:en)?|pastorat(?:et)?|kooperativ(?:et)?|"
                r"partnership|forum(?:et)?|allians(?:en)?|alliance|ringen|rörelsen|partiet)$"
            ),
        ),
        (
            "foundation",
            r"(?:stiftelse(?:n)?|foundation|fond(?:en)?|fund|minne)$",
        ),
        (
            "university",
            (
                r"(?:universitet(?:et)?|högskola(?:n)?|university|college|institut(?:et)?|institute|academy|"
                r"akademi(?:n)?)$"
            ),
        ),
        (
            "agency",
            (
                r"(?:verket|verk|myndighet(?:en)?|inspektion(?:en)?|ombudsman(?:nen)?|länsstyrelse(?:n)?|agency|"
                r"authority|departementet|administration|domstol(?:en)?|bevakningen)$"
            ),
        ),
        (
            "company",
            (
                r"(?:bolag(?:et)?|koncern(?:en)?|group|gruppen|bank(?:en)?|kassa(?:n)?|företag(?:et)?|"
                r"rederi(?:et)?|^hem|bostäder|byggen|trafik(?:en)?|energi|kraft|vatten|teater(?:n)?|opera(?:n)?|"
                r"museum|museet|muséet|gymnasium|gymnasiet|folkhögskola(?:n)?|skola(?:n)?|konsthall(?:en)?|"
                r"bibliotek(?:et)?|orkester(?:n)?|symfoniker|hamnen|flygplats(?:en)?|airport|center|centre|centrum|"
                r"centret|campus|^hamn|^park|kontor(?:et)?|central(?:en)?|handelskammare(?:n)?|kammaren|chamber|"
                r"sjukhus(?:et)?|arkiv(?:et)?|studio(?:n)?|^if|^ik|^bk|^sk|^fk|^gk|^gif|"
                r"^aik|scoutkår|^hus|^gård|^brunn|festival(?:en)?|teatern|ensemble|^kyrka(?:n)?|^stift|^labs?|"
                r"mejeri|museer|kooperativet|byrå(?:n)?|agentur|förlag(?:et)?)$"
            ),
        ),
    )
)
# Nouns that end a name without a capital: “Norrvika kommun”.
LOWER_TAIL = re.compile(
    r"(?:kommun|stad|län|universitet|högskola|museum|teater|klubb|förening|förbund|sparbank|församling|"
    r"pastorat|landsting|stiftelse|gymnasium|konsthall|orkester|sällskap|byalag|samfällighet|institut|"
    r"flygplats|hamn|fond|kår|sjukhus|folkhögskola|bibliotek|räddningstjänst|brandförsvar|nätverk|"
    r"kommunalförbund|sjukvårdsdistrikt|handelskammare|ridskola|scoutkår|symfoniorkester|stadsteater|hembygdsförening|"
    r"bostäder|energi|revysällskap|bygdegård|trafik|turism|vatten|airport|science|university|"
    r"festival|hemslöjd|biogas|bredband|fylkeskommune|yliopisto|ammattikorkeakoulu|kulturcentrum|hembygdsmuseum|simsällskap|"
    r"konserthus|kulturhus|slott|elnät|elkraft|elverk|samhällsråd|sockenråd|folkpark|kulturskola|"
    r"\w{4}(?:organisation|delegation)|(?:samarbets|bransch|vatten|ungdoms|närings|natur|kultur|idrotts)råd|allians)$"
)
# Words that begin a name when a capital follows: “föreningen Bron”, “samordningsförbundet X”.
HEADS = _kinds(
    agency="""
        kollektivtrafikmyndigheten länsstyrelsen myndigheten
    """,
    association="""
        bostadsrättsföreningen byalaget bygdegårdsföreningen energikontoret fotbollsklubben föreningen
        företagarna handelskammaren hembygdsföreningen hushållningssällskapet idrottsföreningen
        intresseföreningen klubben konstfrämjandet konstföreningen kulturföreningen
        kvinnojouren landsbygdsföreningen lantbruksringen musikföreningen nätverket partnerskapet ridklubben
        samfällighetsföreningen skidklubben studieförbundet sällskapet teaterföreningen ungdomsföreningen
    """,
    company="""
        biblioteket folkhögskolan museet pensionskassan sparbanken teatern visit
    """,
    council="""
        nämnden rådet sockenrådet
    """,
    foundation="""
        filmfonden fonden stiftelsen
    """,
    person="""
        familjen
    """,
    region="""
        landstinget region
    """,
    unknown="""
        centrum science
    """,
    union="""
        avfallsförbundet brandkåren förbundet gymnasieförbundet kommunalförbundet kommunförbundet
        räddningstjänsten räddningstjänstförbundet samordningsförbundet
    """,
    university="""
        akademin campus högskolan institutet naturbruksgymnasiet universitetet
    """,
)
# Words before a name that say what it is and are no part of it: “bolaget Almvik Energi”.
APPOSITIONS = listed(
    """
    aktiebolaget arrangörsföreningen avfallsbolaget bolaget bostadsbolaget branschorganisationen bussbolaget
    energibolaget fastighetsbolaget fiberbolaget finansbolaget flygplatsbolaget forskningsinstitutet
    föreningarna företaget gruvbolaget hamnbolaget holdingbolaget industriföretaget intresseorganisationen
    investmentbolaget
    kollektivtrafikbolaget kommunalförbunden kommunen koncernen konsultbolaget kooperativet medlemsorganisationen
    myndigheterna organisationen organisationerna paraplyorganisationen renhållningsbolaget riskkapitalbolaget
    skogsbolaget stadsnätsbolaget stiftelserna systerbolaget trafikbolaget tågoperatören va-bolaget
    vattenbolaget
    """
)
# The same, but rules turn on them: they stay as words.
RELATED = listed(
    """
    dotterbolagen dotterbolaget dotterföretaget huvudägaren intressebolagen intressebolaget intresseföretaget
    moderbolaget moderföretaget ägaren
    """
)
# Words that a project’s name follows.
PROJECT_HEADS = listed(
    """
    eu-projektet forskningsprojektet förstudien initiativet interregprojektet plattformen programmet project
    projekt projektet projektnamn projekttitel satsningen testbädden utvecklingsprojektet
    """
)
# Definite nouns that stand for a body named before, and the kinds that it may have; none: whoever speaks.
REFERENCES: dict[str, tuple[str, ...]] = {
    word: kinds
    for kinds, words in (
        ((), "oss vi we"),
        (("agency",), "länsstyrelsen myndigheten"),
        (("association",), "föreningen klubben organisationen sällskapet"),
        (("association", "company"), "energikontoret"),
        (("association", "unknown"), "nätverket partnerskapet"),
        (
            ("company",),
            (
                "aktiebolaget banken bolaget dotterbolaget flygplatsen företaget gruppen hamnen "
                "handelsbolaget koncernen moderbolaget teatern"
            ),
        ),
        (("company", "foundation"), "museet"),
        (("company", "university"), "skolan"),
        (("council",), "nämnden rådet"),
        (("education",), "kursen utbildningen"),
        (("foundation",), "fonden stiftelsen"),
        (("municipality",), "kommunen staden"),
        (("project",), "förstudien programmet projektet prosjektet"),
        (("region",), "landstinget regionen"),
        (("union",), "kommunalförbundet samkommunen samordningsförbundet"),
        (("union", "association"), "förbundet"),
        (("university",), "högskolan lärosätet universitetet"),
        (("unknown", "company", "foundation", "university", "project", "association"), "centret:en"),
    )
    for word in words.split()
}
# English nouns that stand for a body named before where “the” or “this” leads them, and what they stand as.
DEFINITE = {
    noun: word
    for word, nouns in (
        ("bolaget", "company corporation firm"),
        ("centret:en", "centre center institute initiative"),
        ("föreningen", "association organisation organization federation"),
        ("kommunen", "municipality city town"),
        ("koncernen", "group"),
        ("nätverket", "network partnership cluster"),
        ("projektet", "project programme program"),
        ("regionen", "region county"),
        ("stiftelsen", "foundation"),
        ("universitetet", "university"),
    )
    for noun in nouns.split()
}
# What a plural head gives to each name that it is said of: (kind, put before, put after).
PLURALS: dict[str, tuple[str, str, str]] = {
    word: given
    for given, words in (
        (("agency", "Länsstyrelsen", ""), "länsstyrelserna"),
        (
            ("municipality", "", "kommun"),
            (
                "grannkommunerna kommuner kommunerna medlemskommuner medlemskommunerna municipalities "
                "delägarkommuner delägarkommunerna delägarekommuner delägarekommunerna "
                "värdkommunerna ägarkommunerna"
            ),
        ),
        (("municipality", "", "stad"), "städerna"),
        (("school", "", "folkhögskola"), "folkhögskolorna"),
        (("region", "Landstinget", ""), "landstingen"),
        (("region", "Region", ""), "grannregionerna regioner regionerna regions"),
        (("union", "Kommunalförbundet", ""), "kommunalförbunden"),
        (("union", "Samordningsförbundet", ""), "samordningsförbunden"),
        (("university", "", "universitet"), "universiteten"),
    )
    for word in words.split()
}
# Plurals that make a set of bodies.
SET_HEAD = re.compile(
    r"^(?:kommuner(?:na)?|regioner(?:na)?|landsting(?:en)?|medlemskommuner(?:na)?|(?:del)?ägare?kommuner(?:na)?|"
    r"länsstyrelser(?:na)?|lärosäten(?:a)?|universitet(?:en)?|högskolor(?:na)?|samordningsförbund(?:en)?|"
    r"kommunalförbund(?:en)?|grannkommuner(?:na)?|grannregion(?:er|erna)?|kranskommuner(?:na)?|"
    r"folkhögskolor(?:na)?|municipalities|regions|sparbanker(?:na)?|studieförbund(?:en)?|ägare|delägare|"
    r"aktieägare|kollektivtrafikmyndigheter(?:na)?|företag(?:en)?|bolag(?:en)?|organisationer(?:na)?|"
    r"aktörer(?:na)?|föreningar(?:na)?|myndigheter(?:na)?)$"
)
# Plurals that make none: “företag” alone is anyone.
VAGUE_SETS = re.compile(
    r"^(?:ägare|delägare|aktieägare|företag(?:en)?|bolag(?:en)?|organisationer(?:na)?|aktörer(?:na)?|"
    r"föreningar(?:na)?|myndigheter(?:na)?)$"
)
# Words that begin the name of a set: “länets sju kommuner”.
SET_STARTS = listed(
    """
    aktuella all alla andra berörda de dess ett externa flera kommunala landets lokala länets många norrlands
    några other privata regionens resterande samtliga skånes skånska svenska sveriges the västkustens våra
    övriga
    """
)
# Finite verbs, which no name goes over.
FINITE = listed(
    """
    allocated allocates anslog anslår ansvarar ansöker arbetar are avsatte avslår avslås avsätter bedriver
    beslutade beslutar består betalade betalar beviljade beviljades beviljar beviljas bidrar bidrog bildade
    bildades blev blir bör co-funds consists cooperates delade delar deltar deltog drev driver drivs erbjuder
    erhåller erhöll fick finansierade finansierar finansieras finns funded funds får fördelade fördelar föreslår
    föreslås förvärvade förvärvar gav gavs genomför ger ges gets got granted grants grundade grundades hade har
    has have heter holds includes ingick ingår ingått inledde innehar is kan kommer kontrollerar köper köpte
    leder leds lämnade lämnar lämnas medfinansierar mottar mottog omfattar omsätter owned owns participates
    received receives representerar samarbetar samordnar samverkar samäger samägs satsade satsar ska skall
    skapar slutit startade startades stod står stödjer stöttar säljer sålde söker sökte tecknade tecknar
    tilldelade tilldelar tilldelas undertecknade undertecknar uppgick uppgår utgjorde utgör utgörs utvecklar var
    was were ägde ägdes äger ägs är
    """
)
# Capitalised at the start of a sentence, and no name on their own.
COMMON_STARTS = listed(
    """
    a after aktier aktierna aktieägare aktieägarna all alla allt an and andel andelar andelarna andra anslag
    anslaget ansökan antal arbetet as at att av avsnitt avtal bakgrund bakom before belopp beslut beslutet besök bidrag
    bidraget bilaga bild bland bokfört bolag bolagen bolagsordning bolagsstyrning both budget budgeten by båda
    både cirka datum de dels delägare delägarna den denna dessa dessutom det detta diagram direktör dnr dock
    dotterbolag dotterbolagen dotterbolaget dotterföretagen driftbidrag drygt du during där därefter därför
    därmed då efter eftersom en enbart endast enligt ett exempel fakta faktaruta fem figur finansiering finansiärer
    fler flera
    for fram from från följ för förbundsmedlemmar förbundsordning före företag företagsstöd första genom han he
    hela helår hitta hon hos hur huvuddelen huvudmän huvudägare huvudägaren huvudägarna hälften här högst i idag
    igår imorgon in inför inga ingen inget innan inom inte intressebolag intressebolagen intäkter it ja jag just
    därutöver parallellt vidare slutligen numera fortsatt således därigenom härutöver until since during today
    four five six seven eight nine ten however moreover
    fjolårets årets
    kansliet kapitalandel kapitel klicka knappt kommun kommunal kommuner koncern koncernen koncernstruktur kontakt
    kontakta kontaktperson kostnader kring kund kunder källa ladda landsting ledamot ledamöter län läs läser med
    medan medarbetare medel medfinansiering medlem medlemmar medlemmarna medlen mellan men mer mest minst
    moderbolag moderbolaget moderbolagets moderföretag mot mottagare målet namn nej not nu ny nya när nästa
    nätverk någon och också of ofta om omkring omslag on ordförande organisation organisationer oss other our
    paragraf part parter parterna partner partners pengar pengarna period projekt projektbidrag projektet
    projektstöd på region regioner resterande resultat rubrik samarbete samarbeten sammanlagt samt samtidigt
    samtliga samverkan se sedan she sida sista som stadgar stat staten stiftare stiftarna stipendier stora
    styrelse styrelsen stöd stödet summa summan syftet säte så sådana sökande tabell tack the there these they
    about annual contact how news read what when where who why welcome
    this tidigare till tillsammans to together total totalt tre trots två under ungefär upp ur utan utöver vad
    var varav varje vd vem verksamhet verksamheten verksamhetsbidrag vi vid vidare vilka vilken vissa välkommen
    vår våra vårt strategic key main current its their your his hers several some many most such
    we with ägarandel ägardirektiv ägare ägarförhållanden ägarna ägarstruktur även år åren åtgärd
    övriga
    """
)
# Endings of words that start sentences and are no names.
NOT_NAMES = re.compile(
    r"(?:ingar|ningar|heter|heten|ande|ende|arna|erna|orna|iska|aste|ligen|vis|tion|tioner|tionen|ade|"
    r"ades|lig|liga|ligt|mässigt|rapport|redovisning|ersättning|ering|eringen|berättelse|direktiv|policy|plan|"
    r"planen|avtal|avtalet|strategi|strategin|utveckling|verksamhet|kapital|form|dokument|frågor|uppdrag|historik|"
    r"bakgrund|ekonomi|nyheter|syfte|andet|endet|kontakt|protokoll|budget|inledning|ningen)$"
)
# Indefinite nouns: a word that ends so and stands alone is no name.
INDEFINITE = re.compile(
    r"(?:förening|klubb|bolag|företag|förbund|stiftelse|bank|museum|skola|teater|nämnd|styrelse|råd|"
    r"kommun|stad|myndighet|nätverk|organisation|fond|verk|center|centre|centrum|park|hamn|bibliotek|sjukhus|"
    r"kontor|central|koncern|institut|akademi|universitet|högskola|räddningstjänst|trafik|"
    r"energi|vatten|kraft|byrå|utskott|forum)$"
)
# Titles before a person’s name.
TITLES = listed(
    """
    direktör ersättare föredragande handläggare kommunalråd kommundirektör ledamot ordförande professor
    projektledare regiondirektör regionråd revisor sekreterare statsminister vd verkställande
    """
)
# Words that a name in the genitive is not followed by.
FUNCTION = listed(
    """
    and are as at att av bl.a. bland by dag de den det där då efter eller en enligt ett for from från för före
    gemensamt genom har has have i in inom inte is kan kring liksom m.fl. m.m. med mellan men mot nu när och
    också of om on or på respektive samt sedan ska som t.ex. that the till tillsammans to under utan var varav
    vardera via vid was were which with än är även över
    """
)
# First names, to tell persons from bodies.
FIRST_NAMES = listed(
    """
    Adam Agnes Agneta Albert Albin Alexander Alexandra Alf Alfred Alice Alva Amanda Amelia Amina Anders Anders-Olof
    Andrea Andreas André Anette Angelica Anita Anja Ann Ann-Charlotte Ann-Christin Ann-Marie Ann-Sofie Anna
    Anna-Karin Anna-Lena Anne Anneli Annelie Annette Annica Annika Anton Antonia Arne Aron Arvid Astrid Axel Barbro
    Beatrice Bengt Bengt-Arne Bengt-Åke Benjamin Berit Bernt Bertil Birger Birgit Birgitta Bjarne Björn Bo Boel
    Bosse Britt Britt-Marie Britta Bror Börje Cajsa Camilla Carina Carl Carl-Johan Carola Carolina Caroline Catarina
    Catharina Cecilia Charlotta Charlotte Christel Christer Christian Christina Christoffer Claes Clara Claudia
    Conny Cristina Dag Dan Daniel Daniela David Dennis Diana Douglas Ebba Eddie Edith Edvard Eivor Elias Elin Elina
    Elisabet Elisabeth Ella Ellen Ellinor Elsa Elvira Emelie Emil Emilia Emily Emma Enar Erica Erik Erika Ernst
    Esbjörn Ester Eugenia Eva Evelina Ewa Fanny Fatima Felicia Filip Folke Frank Frans Freddy Fredrik Fredrika Frida
    Gabriel Gabriella Georg Gerd Gert Gertrud Glenn Greger Greta Gudrun Gun Gunilla Gunn Gunnar Gunnel Gustaf Gustav
    Göran Gösta Halvard Hanna Hanne Hans Hans-Erik Harald Hardy Harry Hasse Hedda Hedvig Heidi Helen Helena Helene
    Helge Helén Henning Henrietta Henrik Henry Herman Hilda Hilding Hillevi Hjalmar Hugo Håkan Ibrahim Ida Ilse Inga
    Ingegerd Ingela Ingemar Inger Ingmar Ingrid Ingvar Irene Iris Isa Isabella Isak Ismail Ivan Ivar Jack Jacob
    Jakob James Jan Jan-Erik Jan-Olof Jane Janne Jasmine Jeanette Jenny Jens Jerker Jerry Jesper Jessica Jim Jimmy
    Joachim Joakim Joel Johan Johanna John Johnny Jon Jonas Jonatan Jonathan Jonny Josef Josefin Josefine Josephine
    Juha Julia Julian Julius Jöns Jörgen Kaj Kalle Karin Karl Karl-Erik Karl-Johan Karolina Katarina Katrin Kenneth
    Kenny Kent Kerstin Kevin Kim Kjell Kjerstin Klara Klas Knut Kristian Kristin Kristina Kristoffer Kurt Lage Laila
    Lars Lars-Erik Lars-Göran Lasse Laura Lea Leif Lena Lennart Lennie Leo Leonard Levi Liam Lilian Lill Lillemor
    Linda Linn Linnea Linnéa Linus Lis Lisa Lisbeth Lise-Lotte Liselott Liselotte Liza Lotta Louise Lovisa Lucas
    Lucia Ludvig Lukas Lydia Madeleine Madelene Magnus Maj Maj-Britt Maja Majken Malena Malin Manuel Marcel Marcus
    Marek Margareta Margareth Maria Maria-Pia Mariana Marianne Marie Marika Marina Marita Markus Marlene Marta
    Martin Martina Mary Mathias Mathilda Matilda Mats Matthias Matti Mattias Mehmet Melissa Mia Micael Michael
    Michaela Michel Micke Mikael Mikaela Milla Minna Mirja Mirjam Moa Mohamed Mohammed Mona Monica Monika Morgan
    Märit Märta Måns Mårten Naomi Natalie Nathalie Nicklas Niclas Nicolas Nicole Niklas Nikolas Nils Nina Ola
    Olaf Olga Oliver Olivia Olle Olof Olov Oscar Oskar Otto Ove Owe Patricia Patrick Patrik Paul Paula Pauline Pelle
    Pentti Per Per-Anders Per-Erik Per-Johan Per-Ola Pernilla Peter Petra Petri Petter Philip Pia Pierre Pär Ragnar
    Ragnhild Rasmus Rebecca Rebecka Regina Reine Renée Richard Rickard Rikard Rita Robert Robin Roger Roine Roland
    Rolf Ronny Rose Runar Rune Rut Ruth Sabina Sakarias Samir Samuel Sandra Sanna Sara Sebastian Selma Sigge Signe
    Sigrid Sigurd Sigvard Silvia Simon Simone Siri Siv Sivert Sixten Sofia Sofie Sonja Sophia Sophie Staffan Stefan
    Sten Stig Stina Sture Sune Susanne Svante Sven Sverker Sylvia Sören Tage Tanja Tea Ted Teodor Teresa Terese
    Therese Thomas Thorbjörn Thord Thore Thorsten Tim Timo Tina Tobias Tomas Tomasz Tommie Tommy Toni Tony Tor Tora
    Torbjörn Tord Tore Torgny Torsten Torun Tove Tuula Tyra Ulf Ulla Ulla-Britt Ulrica Ulrik Ulrika Ursula
    Valter Vendela Vera Veronica Veronika Victoria Vidar Viktor Viktoria Vilgot Vilhelm Vilma Vincent Viveca Viveka
    Wendela Wilhelm William Wilma Yngve Yvette Yvonne Zara Åke Åsa Örjan Östen
    """
)
# Capitalised words of a box or list that never go on a name.
BREAKERS = listed(
    """
    avtalssamverkan bildad bildades bildat delägare delägs finansiell finansiering finansiärer helägd helägt
    huvudägare ingår medfinansiärer medlem medlemmar projektsamverkan samarbetspartners samägs
    stiftare ägarandel ägare ägd ägs ägt
    """
)
# Adjectives of a country, which English writes with a capital: no names on their own.
DEMONYMS = listed(
    """
    american baltic british danish dutch english european finnish french german nordic norwegian scandinavian
    swedish
    """
)
# Words that start sentences and names alike: “Nya Ostbanan AB”.
NAME_ADJECTIVES = listed(
    """
    andra fem fyra första hela nya stora tre två
    """
)
