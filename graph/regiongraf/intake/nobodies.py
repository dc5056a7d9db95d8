"""Words that a capital makes look like names and that name nobody: calendar, connectives, papers, labels, people.

A sentence, a heading and a label give their first word a capital, and text that was copied from a page runs them into
what follows. The lists hold common words of the languages that reports are written in, none of them the name of a body.
"""

from __future__ import annotations

import re

from regiongraf.intake.words import BREAKERS, COMMON_STARTS, listed

CALENDAR = listed(
    """
    januari februari mars april maj juni juli augusti september oktober november december january february march may
    june july august october jan feb mar apr jun jul aug sep sept okt oct nov dec måndag tisdag onsdag torsdag
    fredag lördag söndag måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen monday tuesday wednesday
    thursday friday saturday sunday våren sommaren hösten vintern vår sommar höst vinter spring summer autumn winter
    cet cest kl
    """
)
CONNECTIVES = listed(
    """
    alltid allting alltså annars annat antingen asterisken avslutningsvis bara behöver bl.a. borde bredvid bägge
    dags delvis densamma desamma dessförinnan dessvärre detsamma dit ditt dock därav därefter däremot därför
    därifrån därtill därvid dåvarande efteråt egentligen emellertid emot en-till-en ens ert era exempelvis flertalet
    framför framförallt framöver frågan fullständig föregående följande följaktligen förmodligen förr förra förutom
    generellt genast givetvis grovt gällande helst heller hellre helt hit hittills huruvida huvudsakligen hädanefter
    hänsyn härav härmed här’ i’ igen ibland ifall ihop inte inledningsvis inne innanför instead istället jämte
    kanske knappast kort kortfattat kvar lika likaså liksom litet långsiktigt läget man merparten mest mina mitt
    motsvarande mycket många mänga möjligen naturligtvis ned nedan nedanstående nere ner nuvarande närmare något
    några någonsin oavsett oberoende ofta oftast omedelbart omkring ovan ovanstående plus precis pågående redan
    relevant respektive rent runt samma sammantaget sannolikt senare senast sent sin sitt själv självklart snarare
    snart snabbt som specifikt speciellt särskilda särskilt så sådan sådant sålunda sånt tack tidigt trots tyvärr
    tillika tillsvidare undantaget utanför utav utifrån utgående uppenbarligen vanligen vanligtvis varefter varför
    varifrån varje varken varpå vart varsin varsågod varvid vars vems vidare vilket viss visst väl än ändå ännu
    återigen åtminstone även överallt överst samlat totalt dessutom internt externt inåt utåt gemensamt gemensamma
    above according accordingly across additionally afterwards ahead almost along already also although always among
    anyone anything apart around aside because become been being below beside besides between beyond briefly but can
    could despite did do does done down due each either else even ever every everyone everything except few finally
    following for formerly further furthermore generally given hence here how if important importantly indeed inside
    instead into it its just last lastly later latest least less like likely may maybe mean meanwhile might more
    nearly neither never nevertheless next no none nor nothing now off often once only onto or others otherwise out
    over overall own particularly per perhaps please possibly previously primarily rather recently regarding respect
    same second secondly shall should similarly simply so some somewhat soon specifically still such than thanks
    then therefore thereafter third thirdly though through throughout thus under undoubtedly unless unlike unlikely
    until up upon very via well were whatever whenever whereas wherever whether which while whom whose will within
    without would yet you
    """
)
QUALITIES = listed(
    """
    aktuell aktuella aktuellt avgörande befintliga bred breda bästa centrala digital digitala effektiv ekonomisk
    ekonomiska enkel ensam extern externa fast fasta finansiell finansiella flexibel framtida främsta full goda gott
    grundläggande gällande hållbar hållbara högre höga hög ideella ideell inre intern interna kommunala konkret
    kortsiktig kulturell kulturella kvalitativ låg lokal lokala lägre långsiktig långsiktiga löpande mindre målgrupp
    möjlig möjliga nationell nationella naturlig nybildad nybildade närmaste offentlig offentliga olika ordinarie
    personlig planerad planerade politisk politiska positivt praktisk privata privat preliminär regional regionala
    relevanta rätt samhälleliga samlad samlade sena senaste social sociala statlig statliga stark starka stor stort
    strategisk strategiska störst största svår tekniska tidiga total totala trygg tydlig tydliga tydligt unik unika
    utökad verklig viktig viktiga viktigt yngre yttre äldre ökad ökade öppen öppet övergripande additional annual
    available civil common current different direct early external final financial first full future general global
    good great high important initial internal joint large late legal local long low major national new official old
    open other political possible previous primary private public regional relevant short significant similar single
    small social special specific strong total whole
    """
)
PAPERS = listed(
    """
    anbud anmälan ansökan antagande bakgrund beslut arkivbildare artikel arvode avgift avgifter avsikt
    avsiktsförklaring avsnitt avtalspart befolkning begäran benämning beräkning beslutsunderlag beslutsgång
    beslutslogg besluts-logg bevis bilagor blad blankett bokslut bolagsform bransch budgetram delbetalning delområde
    detaljplan diarienr diarienummer disposition dokumentnamn dokumenttyp dokument dnr driftbolag exempel
    expediering expedieras ersättningar fakta faktura fastighet fastställande figur fokus forskningsmedel fotnot
    foto fotograf frågor frågeställning föredragning förord föreskrifter förslag förklaring förfrågan förteckning
    förvaltningsberättelse förändring gata genre giltighet giltig grundat grundades grunduppgifter handling
    handlingar helhet historia historik hemsida huvudavtal huvudkontor huvudområde huvudpartner huvudsökande
    hållbarhet information innehåll innehållsförteckning inkom inledning inrikes instruktion insats insatser
    investering inriktning jnr justering justerare kallelse kapitel kategori klockan kod kommentar kompletterande
    kontaktperson kontaktuppgifter koordinator kostnad kostnaden kungörelse lagrum ledning ledord länk länkar lön
    löptid mall medfinansiär medsökande mening meritvärde metod mobil moderorganisation motivering mål målgrupper
    månad månadsarkiv namn namnet not notis nummer nyckelord nyckeltal nyhet nyhetsarkiv närvarande område
    omfattning ombud ordning ort orter paragraf partnerskap partnere person personer personal plats postadress post
    prioritering protokollsutdrag protokoll pressmeddelande presskontakt process program programområde projektdata
    projektfakta projektnamn projektpartner projektpartners projektpartnere projektägare projektledare projekttid
    projektperiod projektperiode projektstart projektledning publicerad publicering punkt påskrift rapport redaktör
    redovisning referens reglemente region remiss resultat resultaträkning revidering revisor rubrik sakfrågan
    sakområde samarbetspartner samhällsnytta sammandrag sammanfattning sammanträde sammanträdesdatum
    sammanträdesprotokoll samråd signatur sidan sidor sidfot sidhuvud skapad skrivelse slutrapport slutfördelning
    slutsats slutsatser språk statistik status sökande sökord summering styrdokument stämma stödmottagare styrgrupp
    svar syftet synpunkter sändlista säkerhet tabeller teckning telefax telefon text tid tidplan tidpunkt tidsperiod
    tillkännagivanden tillväxt titel tjänsteskrivelse tjänsteutlåtande totalbudget typ underlag underskrift uppdrag
    uppdragsgivare upphovsrätt upplaga uppföljning upplysning upprättande utgiftsområde utgåva utdrag utlysning
    utredare utredning utskrift utvärdering utökning utökningen verksamhetsområde version villkor villkoren vision
    volym webb webbadress webbplats webbsida yrkande yttrande åtgärder åtgärd ägarform ämne ändring ändringar
    ändamål ändamålet ärende ärendet ärendebeskrivning ärendemening ärendenummer öppettider översikt överenskommelse
    summa delsumma ägarfördelning medlemsbidrag publiceringsdatum slutdatum utträde missiv sidansvarig byggstart
    nettoomsättning verksamhetstid tillgänglighetsredogörelse föredragningslista regleringsbrev pressmeddelanden
    kontaktpersoner yrkanden redovisningsprinciper budsjett leadpartner prosjekt støtte periode coordinator
    """
)
SECTIONS = listed(
    """
    abstract acknowledgements address annex appendix article attachment background budget call chairman chapter
    conclusion conclusions contact contents date deliverable description details document download duration email
    end executive example facts figure funding goal goals headquarters history industry introduction keywords latest
    link links list location map mission name news note notes objective objectives overview page participants
    partners period phone photo press programme purpose reference references report result results section share
    source start status subject summary table target theme time title topic type update vision website
    """
)
DONE = listed(
    """
    antagen antagna antaget ankom avslutad avslutat avser avseende beslutad beslutat beslutade beviljad beviljade
    bifogas bildad bildat daterad delgiven diarieförd ersatt ersätter fastställd fastställda fastställt framtagen
    förstärks gäller godkänd godkända grundad grundat ingivet inkommen inkommet justerat kompletterad publicerad
    publicerat registrerad reviderad reviderat senast skapad startad undertecknad uppdaterad uppdaterat upprättad
    upprättat utgiven utgivet ändrad ändrat övergår adopted amended approved completed established ended founded
    funded posted published revised signed started updated
    """
)
OFFICES = listed(
    """
    adjungerad adjungerade avdelningschef biträdande borgmästare controller delegat doktorand ekonom ekonomichef
    enhetschef forskare förbundschef förbundsdirektör förbundssekreterare förvaltningschef generaldirektör
    generalsekreterare informatör ingenjör jurist kanslichef kommunalrådet kommunchef koncernchef koordinator
    kulturchef landshövding lektor ledamöter länsråd minister ministern musikchef nämndsekreterare ombudsman
    operachef ordföranden pressekreterare projektkoordinator projektledaren redaktionen rektor sakkunnig samordnare
    sekreteraren statsråd statssekreterare suppleant teaterchef teaterchefen tf tillförordnad tillförordnade
    utredaren utvecklare verksamhetschef verksamhetsledare verksamhetsutvecklare vice vd:n ceo chairperson chief
    director dr head manager minister officer president prof secretary
    """
)
THINGS = listed(
    """
    alternativen anläggningen anläggningarna arrangemanget begreppet bilden branschen bygden byggnaden byggnaderna
    dagen delägaren driften ekonomin enheten enheterna ersättarna fastigheten fastigheterna flyglinjen forskningen
    företagsstödet huset husen idén idéerna inköpet insatserna insatsen intresset kampanjen konferensen kraven
    kunskapen kommunstyrelserna lokalen lokalerna länen marken medarbetarna mässan modellen
    museerna mötet panelen parken parkerna platsen priset problemet prosjektet rapporten reportaget resan resultatet
    scenen sektorn skolorna stationen stipendiet strategin stämman systemet tanken trafiken
    tävlingen utbytet uppdraget uppdragslistan utbyggnaden utlysningen utställningen utvecklingen vattnet vinsten
    vägen årsstämman åtgärden ägaren öarna överskottet organisationerna delmål färre först funnits
    högsta vanligast yngst anställda annorlunda väldigt klart missa grattis hej tio sixteen sixty riktlinjer
    skriv sök visa stäng köp prenumerera säljare köpare invånare politiker forskarna artikeln policyn studien listan
    notan kärnan vinst utdelning soliditet undantag besked beskedet bedömning bildande förstudie förstudier avslutade
    justerande lediga allmänt övrigt själva internationellt geografiskt flest klar min fas taxor uppgift uppgiften
    uppgifter antalet efterfrågan farhågor felanmälan kundservice startsida vänorter växel slut tillbaka annons
    employees projects sales researchers expected related priorities whoever acquisitions departments facebook twitter
    relevans styrning konkurrens debatt insändare ledarkrönika lokalt nyheter sport länet
    två åtta nio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo trettio fyrtio femtio sextio sjuttio
    åttio nittio hundra tusen eleven twelve thirteen fourteen fifteen twenty thirty forty fifty hundred thousand
    """
)
"""Things that a sentence begins with and that were named before, if at all: “Anläggningen drivs av …”."""
COUNTRIES = listed(
    """
    Afghanistan Afrika Africa Albanien Amerika America Argentina Asien Asia Australien Australia Belgien Belgium
    Bosnien Brasilien Brazil Bulgarien Bulgaria Chile Colombia Cypern Danmark Denmark Egypten Estland Estonia
    Etiopien Europa Europe Finland France Frankrike Georgien Germany Grekland Greece Grönland Holland Indien India
    Indonesien Irak Iran Irland Ireland Island Iceland Israel Italien Italy Japan Kanada Canada Kenya Kina China
    Kosovo Kroatien Croatia Latvia Lettland Litauen Lithuania Luxemburg Malta Mexiko Moldavien Montenegro
    Nederländerna Netherlands Norden Norge Norway Palestina Poland Polen Portugal Rumänien Romania Russia Ryssland
    Scandinavia Schweiz Serbien Skandinavien Slovakien Slovenien Spain Spanien Storbritannien Sverige Sweden
    Switzerland Sydafrika Sydkorea Syrien Tanzania Thailand Tjeckien Turkiet Turkey Tyskland UK USA Uganda Ukraina
    Ukraine Ungern Hungary Uruguay Vietnam Zambia Österrike Austria Östersjön Öresund Blekinge Bohuslän Dalsland
    Gästrikland Halland Hälsingland Härjedalen Lappland Medelpad Mälardalen Norrbotten Närke Skåne Småland
    England Baltikum Nordeuropa Bryssel Brussels London Berlin Paris Hamburg Petersburg Vänern Vättern Mälaren Kattegat
    Skagerrak Arlanda Södermanland Sörmland Uppland Västergötland Ångermanland Öland Östergötland
    """
)
"""Countries, parts of the world and landscapes: where something is, not who does it."""

NOBODY = (CALENDAR | CONNECTIVES | QUALITIES | PAPERS | SECTIONS | DONE | OFFICES | THINGS | COMMON_STARTS) - {
    "region",
    "kommun",
}
"""Words that are no name alone, and that no name begins with where a sentence, line or label gave the capital."""
ENDERS = (PAPERS | DONE | OFFICES | CALENDAR | BREAKERS) - listed(
    """
    region kommun center hållbarhet information industry history industri insats investering link location map may
    mars maj mission name news omfattning partnerskap person personal press process program programme säkerhet start
    status target theme tillväxt time topic vision äldre ledning partners hösten sommaren vintern våren vår sommar
    höst vinter spring autumn winter summer startad april august june juni juli augusti
    """
)
"""Words that no name goes on over, even where it is written in capitals: “Norrviks Brandkår Antagen av …”."""
PEOPLE = re.compile(
    r"\w{3}(?:borna|bor|ägare|ägaren|invånare|invånarna|chef|chefen|ledare|ledaren|handläggare|medlemmar|"
    r"medlemmarna|deltagare|deltagarna|sökande|talare|talespersoner|ordförande|"
    r"ordföranden|sekreterare|direktör|direktören|redaktör|rådgivare|samordnare)$"
)
"""Those who live somewhere, own, lead, learn: “Norrvikaborna”, “Mikroägare”."""
CHIEFS = re.compile(r"\w{3}(?:chef|chefen|ledare|ledaren|direktör|direktören|kommunalråden|ordförande|ordföranden)$")
"""Whom a person’s name follows: “Campuschefen Karin Ek”."""
LABEL = re.compile(
    r"(?:\w{2}(?:ledare|ägare|partner|partners|tid|tider|period|nummer|datum|kostnad|kostnader|kommuner|budget|syfte|mål|"
    r"finansiering|finansiär|finansiärer|medel|namn|adress|form|kontakt|program|område|grupp|person|deltagare|sökande|"
    r"typ|år|stöd|bidrag|bolag)|dnr|jnr|kommuner|län)$"
)
"""Words that a colon makes a label: “… Intresseförening Projektledare: …”."""
