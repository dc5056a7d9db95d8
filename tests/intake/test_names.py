"""Where names begin and end, and what is nobody: made-up sentences in the manner of pages, with the names they hold."""

from __future__ import annotations

import pytest

from regiongraf.intake import text
from regiongraf.intake.lexer import Token
from regiongraf.intake.pipeline import read_document
from regiongraf.intake.relations import NOTHING

NAMES: dict[str, tuple[str, list[str], list[str]]] = {
    # what it shows: the text, names that are read, words that are no name and in none
    "listed names of several words, whatever their capitals": (
        "Stödet ges av statens kulturråd till Svenska Ishockeyförbundet, Dunkers Kulturhus och Kalmar Science Park.",
        ["Statens kulturråd", "Svenska Ishockeyförbundet", "Dunkers Kulturhus", "Kalmar Science Park"],
        [],
    ),
    "a genitive and the noun of what is somebody’s": (
        (
            "Tallåsborgs kulturhus, Ekviks stadsdelsförvaltning och Lillåns nedre fiskeområdesförening får stöd. "
            "Det gäller också Norrviks kör och ryttarförening, Kommunalförbundet Sjöbygdens kollektivtrafikmyndighet "
            "och Tallåsborgs massafabrik."
        ),
        [
            "Tallåsborgs kulturhus",
            "Ekviks stadsdelsförvaltning",
            "Lillåns nedre fiskeområdesförening",
            "Norrviks kör och ryttarförening",
            "Kommunalförbundet Sjöbygdens kollektivtrafikmyndighet",
            "Tallåsborgs massafabrik",
        ],
        [],
    ),
    "what an agency has is no part of it": (
        "Vinnovas huvudkontor och Kulturrådets kansli ligger i samma hus som Skogsverkets styrelse.",
        ["Vinnova", "Kulturrådet"],
        ["kansli", "huvudkontor", "styrelse"],
    ),
    "what a body is for": (
        (
            "Pengarna kommer från Nämnden för regional tillväxt och Nationella tallrådet för finansiell samverkan, via "
            "Tallviks centrum för marin forskning och innovation samt Stiftelsen för forskning och utbildning."
        ),
        [
            "Nämnden för regional tillväxt",
            "Nationella tallrådet för finansiell samverkan",
            "Tallviks centrum för marin forskning och innovation",
            "Stiftelsen för forskning och utbildning",
        ],
        [],
    ),
    "an association of a country": (
        "Medlem är Tallborgarnas riksförbund i Sverige, och Skogsbruket i Norge är det inte.",
        ["Tallborgarnas riksförbund i Sverige"],
        ["Skogsbruket i Norge"],
    ),
    "“Svenska” begins a name, also first in a sentence": (
        "Svenska Kottförbundet och Svenska Förbundet för Barrkastning söker. Norska Skogsrådet är med.",
        ["Svenska Kottförbundet", "Svenska Förbundet för Barrkastning", "Norska Skogsrådet"],
        [],
    ),
    "a company of a university, of two trades, and with its form inside": (
        "Ekviks universitet Holding AB, Tallås vatten och avlopp AB, Rederi AB Kottland och Förlags AB Barr & Kotte.",
        [
            "Ekviks universitet Holding AB",
            "Tallås vatten och avlopp AB",
            "Rederi AB Kottland",
            "Förlags AB Barr & Kotte",
        ],
        [],
    ),
    "a foundation of two people, its head first": (
        "Stiftelsen Karl och Stina Ekwalls Minnesfond ger pengar.",
        ["Stiftelsen Karl och Stina Ekwalls Minnesfond"],
        [],
    ),
    "small words with a capital open no name, and a definite school may end one": (
        "HELA TEXTEN Med Skogsbolaget och den Tyska Skolan har vi avtal. The Forest Foundation stöder Skogsbuss AB.",
        ["Skogsbolaget", "Tyska Skolan", "Forest Foundation"],
        ["Med", "The"],
    ),
    "a municipality, region or agency ends where it ends, though a list runs on": (
        "Stödet får Lysekils Kommun Erfarenhet och Region Skåne Kottning. Torget Skogsås Försäkringskassan är en part.",
        ["Lysekils kommun", "Region Skåne", "Försäkringskassan"],
        ["Kommun Erfarenhet", "Skåne Kottning", "Skogsås Försäkringskassan"],
    ),
    "where something is, is no part of a region or an energy office": (
        "Med är Region Bergås i Danmark och Energikontor Barr i EUBC.",
        ["Region Bergås", "Energikontor Barr"],
        ["Danmark", "i EUBC"],
    ),
    "what a text says in small letters that a body is": (
        "Skogsbuss AB är medlem i kommunalförbundet Kretslopp Tallås och nätverket Ekbyn, men inte i nätverk.",
        ["Kretslopp Tallås", "Ekbyn"],
        ["kommunalförbundet", "nätverket"],
    ),
    "a board of a municipality that stands behind “i”": (
        "Tekniska nämnden i Lysekils kommun och Regionstyrelsen i Region Skåne ger stöd.",
        ["Tekniska nämnden", "Lysekils kommun", "Regionstyrelsen", "Region Skåne"],
        ["i Lysekils kommun", "i Region"],
    ),
    "who did something to a body is no part of it": (
        "1980 köptes AB Barrskog av Svenska Kottkraft Aktiebolaget. Arbetet utförs av Region Tallås vid Kottgården.",
        ["AB Barrskog", "Svenska Kottkraft Aktiebolaget", "Region Tallås"],
        ["Barrskog av", "Tallås vid"],
    ),
    "several purposes, also with capitals": (
        (
            "Sten Barrs stiftelse för forskning, innovation och samhällsbyggande och Karl Kottes Stiftelse för Skog "
            "och Kultur ger pengar till Akademin för smart förädling."
        ),
        [
            "Sten Barrs stiftelse för forskning, innovation och samhällsbyggande",
            "Karl Kottes Stiftelse för Skog och Kultur",
            "Akademin för smart förädling",
        ],
        [],
    ),
    "no English name is in the genitive without its apostrophe": (
        "The company is owned by Kottums, which is a member of the network Forestowns. The end is near.",
        ["Kottums", "Forestowns"],
        [],
    ),
    "a company of a municipality under its genitive": (
        "Kotteviks Parkering AB och Lysekils kommuns Moderbolag AB ägs av Lysekils kommun.",
        ["Lysekils kommuns Moderbolag AB", "Kotteviks Parkering AB"],
        [],
    ),
    "local bodies of a national one": (
        "Stöd ges till Röda Korset i Kottevik, Hela Sverige ska leva Dalarna och Almi Företagspartner Mitt AB.",
        ["Röda Korset i Kottevik", "Hela Sverige ska leva Dalarna", "Almi Företagspartner Mitt AB"],
        [],
    ),
    "a listed name and where it is": (
        "Skogsbuss AB samarbetar med Energikontor Sydost i Kottevik.",
        ["Energikontor Sydost"],
        ["Energikontor Sydost i"],
    ),
    "nationality before a name": (
        "Franska Kottkraft vill lämna landet. Danska staten äger en del av Skogsbuss AB.",
        ["Kottkraft", "danska staten"],
        ["Franska"],
    ),
    "two short lines of a list are two": (
        "Finansiärer:\n\nTallåsbygdens Energikontor\nHögskolan i Kottevik\n",
        ["Tallåsbygdens Energikontor", "Högskolan i Kottevik"],
        [],
    ),
    "labels that are glued to names": (
        "StiftelsenamnStiftelsen Tallås Naturskola\n\nStiftareLysekils kommun äger marken",
        ["Stiftelsen Tallås Naturskola", "Lysekils kommun"],
        ["Stiftare", "Stiftelsenamn"],
    ),
    "numbers, words of a page and far places are nobody": (
        "Åtta Skogsbuss AB. Slutdatum Kottbolaget AB söker stöd. Bedömning sker i Bryssel. Två ger bidrag. Sök här.",
        ["Skogsbuss AB", "Kottbolaget AB"],
        ["Åtta", "Slutdatum", "Bedömning", "Bryssel", "Två", "Sök"],
    ),
    "boards in small letters": (
        "Stödet har teknik- och fritidsnämnden, regionala utvecklingsnämnden och kulturnämnden gett Skogsbuss AB.",
        ["Teknik- och fritidsnämnden", "Regionala utvecklingsnämnden", "Kulturnämnden", "Skogsbuss AB"],
        [],
    ),
    "an owner in the genitive, though longer names begin so": (
        "Bolaget lever på statens pengar och ligger i Västerbottens län.",
        ["Staten"],
        ["Västerbotten"],
    ),
    "a participle ends a name": (
        "Förbundsordning för Bergtulls Brandkår Antagen av fullmäktige 2020.",
        ["Bergtulls Brandkår"],
        ["Antagen"],
    ),
    "a label ends a name": (
        "Projektägare: Södra Skogens Intresseförening Projektledare: Karin Ek",
        ["Södra Skogens Intresseförening"],
        ["Projektledare"],
    ),
    "a line that was broken on purpose ends a name": (
        "Medlemmar som är med:\n\n  Destination Bergtull\n  Lillvik TME\n  Upplev Tallås\n  Skogsrikets Turism\n",
        ["Destination Bergtull", "Skogsrikets Turism"],
        ["Bergtull Lillvik", "TME Upplev"],
    ),
    "connectives, months and those who live somewhere": (
        "Därtill äger Bergtulls kommun Skogsbuss AB. Bergtullaborna är nöjda. In January, Okt. Särskilda medel ges.",
        ["Skogsbuss AB"],
        ["Därtill", "Bergtullaborna", "January", "Okt", "Särskilda"],
    ),
    "countries are places": ("Skogsbuss AB kör i Norge och Danmark.", ["Skogsbuss AB"], ["Norge", "Danmark"]),
    "a county is a place": ("Bolaget verkar i hela Bergtulls län.", [], ["Bergtulls län"]),
    "a word of a paper opens its sentence": (
        "Inledning Skogslöftet har tre parter. Beslutsunderlag Visit Tallås har ansökt.",
        ["Skogslöftet", "Visit Tallås"],
        ["Inledning", "Beslutsunderlag"],
    ),
    "an adjective may open a name": (
        "Regionala utvecklingsnämnden beslutar att bevilja Skogsbuss AB 20 000 kr. Vinnova stöder Digitala Skogen.",
        ["Regionala utvecklingsnämnden", "Digitala Skogen"],
        [],
    ),
    "an adjective before a definite noun": (
        "Stödet går till Svenska skogvaktarföreningen och Vagnkunniga sällskapet.",
        ["Svenska skogvaktarföreningen", "Vagnkunniga sällskapet"],
        [],
    ),
    "whose a body is, is no part of its name": (
        "Kommunala Vätterbergshem samarbetar med Skogsbuss AB.",
        ["Vätterbergshem"],
        ["Kommunala"],
    ),
    "an English body of several fields": (
        "Skogsbuss AB is a member of the Council of Nordic Municipalities and Regions (CNMR).",
        ["Council of Nordic Municipalities and Regions"],
        [],
    ),
    "an English service of two fields, and two fields of a ministry": (
        "Housing and Transport Service for Northern Firms; Ministry of Health, Family and Social Affairs.",
        ["Housing and Transport Service for Northern Firms", "Ministry of Health, Family and Social Affairs"],
        [],
    ),
    "a foundation of two people": (
        "The centre is funded by Karl and Stina Ekwall Foundation.",
        ["Karl and Stina Ekwall Foundation"],
        [],
    ),
    "two universities are two": (
        "Skogsbuss AB works with Tallberg University and Fjord University of Technology.",
        ["Tallberg University", "Fjord University of Technology"],
        [],
    ),
    "two trades share a hyphen behind a genitive": (
        "Stöd ges till Bergtulls sång- och musikförbund samt Lillviks ornitologiska förening och Tallås filmfestival.",
        ["Bergtulls sång- och musikförbund", "Lillviks ornitologiska förening", "Tallås filmfestival"],
        [],
    ),
    "the board of a municipality": (
        "Skogsbuss AB får stöd av Lysekils kommuns kulturnämnd och av Region Skånes natur- och kulturförvaltning.",
        ["Lysekils kommuns kulturnämnd", "Region Skånes natur- och kulturförvaltning"],
        [],
    ),
    "what says what a body is, is no part of its name": (
        "VA-bolaget MittSkogen Vatten får stöd. Intresseorganisationen Skogsmusikens samarbetsråd är nöjd.",
        ["MittSkogen Vatten", "Skogsmusikens samarbetsråd"],
        ["VA-bolaget", "Intresseorganisationen"],
    ),
    "small English words inside a name, in Swedish text": (
        "Skogsbuss AB deltar i Follow the Trees och i Dance on Dream On för att nå ut.",
        ["Follow the Trees", "Dance on Dream On"],
        [],
    ),
    "Region as a last word": (
        "Bolaget Skogens Peak Region AB och Business Region Tallås samverkar med Automation Region.",
        ["Skogens Peak Region AB", "Business Region Tallås", "Automation Region"],
        [],
    ),
    "music in a part of the country": (
        "Bolaget ägs av stiftelserna Musik i Norrskog och Film i Tallås.",
        ["Musik i Norrskog", "Film i Tallås"],
        [],
    ),
    "towns of “kommunerna i”": (
        "Bolagets delägare blev kommunerna i Hjo och Avesta.",
        ["Hjo kommun", "Avesta kommun"],
        ["kommunerna"],
    ),
    "towns abroad": ("Med är städerna Gdynia, Malmö och Narva.", ["Gdynia", "Malmö stad", "Narva"], []),
    "an agency, and what its money is for": (
        "Medlen från Kulturrådet för skogskulturen räcker.",
        ["Kulturrådet"],
        ["skogskulturen"],
    ),
    "an association for a part of the country": (
        "Skogsbuss AB får stöd av Skogshistoriska föreningen för södra Sverige.",
        ["Skogshistoriska föreningen för södra Sverige"],
        [],
    ),
    "a page is no agency": ("Protokoll Datum Dnr Sida 4 (10) Bergtulls kommun äger Skogsbuss AB.", [], ["Sida"]),
    "labels of an information box, glued to what they say": (
        "Skogsoperan\nBildad1974\nTypAktiebolag\nSäteUmeå\nModerorganisationRegion Norrskog\nWebbplatswww.opera.test",
        ["Region Norrskog"],
        ["Bildad", "SäteUmeå", "Webbplats", "Moderorganisation"],
    ),
    "the words that tell of a link": (
        "Stöd ges av Skogsfondenlänk till annan webbplats, öppnas i nytt fönster och andra.",
        ["Skogsfonden"],
        ["länk"],
    ),
    "a title in capitals that ends in a paper": (
        "VASABERGA SJUKVÅRDSDISTRIKT GRUNDAVTAL 2024",
        ["VASABERGA SJUKVÅRDSDISTRIKT"],
        ["GRUNDAVTAL"],
    ),
    "things are nobody, and what an acronym is put before": (
        "Anläggningen drivs av Skogsbuss AB. EU-projekt och ABF-huset samt Campuschefen Karin Eks YH-utbildare.",
        ["Skogsbuss AB"],
        ["Anläggningen", "EU-projekt", "ABF-huset", "Campuschefen", "YH-utbildare"],
    ),
    "those whose means they are": ("Skogsbuss AB får stöd av EU-medel.", ["EU"], ["EU-medel"]),
    "a newspaper’s town": (
        "LYSEKIL. Kommunen ger stöd till Skogsbuss AB.",
        ["Skogsbuss AB"],
        ["LYSEKIL"],
    ),
    "a union, a numbered region, a listed name in small letters, and owners of a trade": (
        "Fjordiska förbundet, Region 10, Röda korset och Skogsägarna Kust är medlemmar i Samorganisationen Väst.",
        ["Fjordiska förbundet", "Region 10", "Röda Korset", "Skogsägarna Kust"],
        [],
    ),
    "a union for services in a place": (
        "Kommunalförbundet hemvård och rehab i Lysekil är till för Lysekilsborna. Förbundet äger Skogsvård AB.",
        ["Kommunalförbundet hemvård och rehab i Lysekil", "Skogsvård AB"],
        ["Lysekilsborna"],
    ),
    "a person behind a name": (
        "Ledamöter är professor Bo Ek vid Skogsviks Universitet Roger Svahn och Anna Berg.",
        ["Skogsviks Universitet"],
        ["Roger"],
    ),
    "small letters behind a head, used twice": (
        "Stadgar för Stiftelsen skogens framtid. Stiftelsen ska benämnas Stiftelsen skogens framtid.",
        ["Stiftelsen skogens framtid"],
        [],
    ),
    "a name over a preposition, used twice": (
        "Stöd går till Skog med historia i år. I länet samordnas Skog med historia av Skogsbuss AB.",
        ["Skog med historia"],
        [],
    ),
    "music and theatre, small words before a form, theatres of a country": (
        "Skogsmarks Musik och Teater, Lilla fjäll och aktivitet AB samt Skogsteatrarna i Sverige är medlemmar.",
        ["Skogsmarks Musik och Teater", "Lilla fjäll och aktivitet AB", "Skogsteatrarna i Sverige"],
        [],
    ),
    "a definite noun ends a name, and some acronyms have a name behind them": (
        "I fjol bildade Svenska skogvaktarföreningen Sveriges Skogliga Studieförbund inom K2-piloten.",
        ["Svenska skogvaktarföreningen", "Sveriges Skogliga Studieförbund", "K2-piloten"],
        [],
    ),
    "people are nobody": (
        "Madelene Sandgren, chef på Skogsbuss AB, och Johnny Svanberg tecknade avtalet.",
        ["Skogsbuss AB"],
        ["Sandgren", "Svanberg"],
    ),
}


def names(words: str) -> set[str]:
    """The names that a text is read to hold, places apart."""
    trace: list[list[Token]] = []
    read_document(text.document("text", words.strip() + "\n"), (), watch=lambda one, _: trace.append(one.tokens))
    return {token.value.name for sentence in trace for token in sentence if token.kind in ("org", "weak", "prj", "set")}


@pytest.mark.parametrize(
    "page",
    [
        "Stigar kring sjön\n\nOmråde för arbetet: Sjön\n\nProjektägare: Tallås Byaförening\n\nPeriod: 2023-2024",
        "Stigar kring sjön\n\nDet blir bra.\n\nProjektdata\n\nPeriod\n\n2023\n\nProjektägare\n\nTallås Byaförening",
    ],
)
def test_a_sheet_is_called_by_the_title_of_its_page(page: str) -> None:
    found = read_document(text.document("text", page + "\n"), ()).candidates
    assert [(c.kind, c.subject, c.object) for c in found] == [("project", "Tallås Byaförening", "Stigar kring sjön")]


PAGES: dict[str, tuple[str, list[tuple[str, str | None, str | None]]]] = {
    "“projektet” on a page that names none is what its title says": (
        "Grönare stigar för alla i Bergtull\n\nSkogen lockar.\n\nProjektet finansieras av Region Skåne.",
        [("funding", "Region Skåne", "Grönare stigar för alla i Bergtull")],
    ),
    "a title that is news is no project": (
        "Bidrag 2024\n\nSkogen lockar.\n\nProjektet finansieras av Region Skåne.",
        [],
    ),
    "what a contract says that “bolaget” stands for": (
        (
            "Avtal om Skogsvatten AB, org.nr 556000-0000 (nedan ”Bolaget”).\n\nTallvatten AB bildade"
            " 2021 Nya Renhållarna AB. Avtalet gäller aktierna i Bolaget.\n\n"
            "Hjo kommun | 60 % |\nLunds kommun | 40 % |\n"
        ),
        [
            ("ownership", "Hjo kommun", "Skogsvatten AB"),
            ("ownership", "Lunds kommun", "Skogsvatten AB"),
        ],
    ),
    "a line of an information box speaks of what its heading names": (
        "Bergtull Energi AB\n\nHuvudkontor: Lund\nGrundare: Lunds kommun\nModerbolag: Bergtull Rådhus AB\n",
        [("ownership", "Bergtull Rådhus AB", "Bergtull Energi AB")],
    ),
    "a project once named is known without its word, and towns share one “kommun”": (
        "Projektet ”Utflykter Stora Skogen” pågår.\n\nUtflykter Stora Skogen finansieras av Ale, Hjo och Lunds kommun.",
        [("funding", town, "Utflykter Stora Skogen") for town in ("Ale kommun", "Hjo kommun", "Lunds kommun")],
    ),
}


@pytest.mark.parametrize("case", PAGES)
def test_what_a_page_is_about(case: str) -> None:
    page, facts = PAGES[case]
    found = read_document(text.document("text", page + "\n"), (), model=NOTHING).candidates
    said = [(c.kind, c.subject, c.object) for c in found if c.kind in ("funding", "ownership", "membership", "project")]
    assert sorted(said, key=str) == sorted(facts, key=str)


def test_a_body_of_a_row_stands_behind_a_lead_or_before_its_purpose() -> None:
    page = (
        "Sparbanksstiftelsen Skogen ger bidrag\n\nMottagare        Belopp, kronor\n"
        "Tallås hembygdsförening till fest        3 000\nBidrag till Lillviks ridklubb        4 000\n"
    )
    found = read_document(text.document("text", page), ()).candidates
    assert {c.object for c in found if c.kind == "funding"} == {"Tallås hembygdsförening", "Lillviks ridklubb"}


def test_evidence_of_a_glued_label_lies_where_it_stands() -> None:
    page = "Skogsoperan AB\n\nModerorganisationRegion Skåne\n\nSkogsoperan AB ägs av Region Skåne.\n"
    found = [c for c in read_document(text.document("text", page), ()).candidates if c.kind == "ownership"]
    assert [(c.subject, c.object) for c in found] == [("Region Skåne", "Skogsoperan AB")]
    assert page[found[0].start : found[0].end] == "Skogsoperan AB ägs av Region Skåne"


@pytest.mark.parametrize("case", NAMES)
def test_names_end_where_they_end(case: str) -> None:
    words, there, nowhere = NAMES[case]
    found = names(words)
    assert [name for name in there if name not in found] == [], sorted(found)
    assert [(word, name) for word in nowhere for name in found if word in name] == []
