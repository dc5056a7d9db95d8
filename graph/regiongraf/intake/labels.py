"""The labels of a project's fact sheet and the role of each: owner, partner, giver, budget, period."""

from __future__ import annotations

import re

ROLES = {
    "name": (
        r"projekt(?:ets)? ?(?:namn|titel)|projektbenämning|project (?:name|title|acronym)|acronym|projektakronym|"
        r"projekt(?=\s*:|\Z)"
    ),
    "owner": (
        r"projekt(?:ets )?ägare|projektägande organisation|projekthuvudman|huvudsökande|sökande(?: organisation)?|"
        r"stödmottagare|(?:projekt)?(?:koordinator|samordnare)|koordinerande (?:part|organisation)|huvudman|"
        r"ansvarig organisation|lead ?partner|lead applicant|coordinat(?:or|ing (?:partner|organi[sz]ation))|"
        r"project owner|coordinated by|"
        r"(?:drivs|koordineras|leds|utförs|genomförs) av"
    ),
    "leader": r"projektledare|projektledning|processledare|project (?:leader|manager)",
    "partner": (
        r"(?:samarbets|samverkans|projekt|övriga |svenska |norska |finska )?(?:partner(?:s|na)?|parts?|parter(?:na)?)"
        r"(?: i projektet)?|associerade(?: partner(?:s)?)?|"
        r"(?:projekt)?deltagare|medsökande|"
        r"medverkande(?: parter| organisationer| aktörer)?|"
        r"deltagande (?:parter|organisationer|kommuner|aktörer|företag)|"
        r"(?:project )?(?:partners|participants)|participating (?:organi[sz]ations|partners|parties)|"
        r"(?:i )?(?:samarbete|samverkan) med"
    ),
    "giver": (
        r"(?:huvud|med|bas|projekt|del|övriga )?finansiär(?:er|erna)?|(?:med|projekt|offentlig |privat )?finansiering|"
        r"(?:projektet )?(?:med|del)?finansieras av|bidragsgivare|finansieringskälla|finansierat av|"
        r"funders?|funding|(?:co-)?(?:funded|financed) by|co-financing|co-funding|(?:stöd|bidrag|medel) från"
    ),
    "eu": r"eu-? ?(?:finansiering|stöd|medel|bidrag|medfinansiering)",
    "budget": (
        r"(?:total(?:a)? ?)?(?:projekt)?budget(?:en)?|total(?:a)? (?:projekt)?(?:kostnad(?:er)?|finansiering)|"
        r"totalkostnad|projektkostnad|(?:projekt)?omslutning|projektets (?:totala )?(?:budget|kostnad|omslutning)|"
        r"(?:total|project) budget"
    ),
    "period": (
        r"projekt(?:tid|period|perioden|tiden)|(?:genomförande|tids|program)?period|tidplan|löptid|"
        r"tidsram|tid|projektets (?:längd|löptid|tidsram)|duration|project (?:period|duration)"
    ),
    "sum": r"beviljat (?:belopp|stöd|bidrag)|beviljade medel|stödbelopp|bidragsbelopp|belopp|stöd|bidrag",
    "program": r"(?:finansierings|stöd)?program(?:met)?|fond|utlysning|programme|call",
    "other": (
        r"kontakt\w*|hemsida|webb\w*|e-post|telefon|mål\w*|syfte|status|diarienummer|ärendenummer|(?:insats)?område|"
        r"plats|län|kommun|tema|kategori|bransch|ansvarig|resultat|bakgrund|beskrivning|om projektet|sökt belopp"
    ),
}
KEY = re.compile("|".join(f"(?P<{role}>{words})" for role, words in ROLES.items()), re.IGNORECASE)
LABEL = rf"(?:{'|'.join(f'(?:{words})' for words in ROLES.values())})"
INLINE = re.compile(rf"(?<![\w-])(?P<key>{LABEL})\s*:(?=\s|$)\s*", re.IGNORECASE)
BARE = re.compile(
    rf"(?P<key>(?i:{ROLES['name']}|projektägare|{ROLES['partner']}|{ROLES['giver']}|{ROLES['eu']}|{ROLES['budget']}|"
    rf"projekt(?:tid|period)|projektledare|coordinated by|koordinerande part|koordinator|samordnare|löptid|runs|"
    rf"leadpartner|(?:norsk )?prosjekteier|(?:norsk|svensk) projektägare|totalbudget|(?-i:[A-ZÅÄÖ]\w+)(?:s|'s|’s) "
    rf"(?:bidrag|contribution)|utlysning|status|state))\s+(?=[A-ZÅÄÖ\d]|[a-z]{{3}} \d{{4}})"
)
"""A label without a colon: the columns of a sheet that was poured into lines."""
LOOSE_ROLES = {
    "owner": (
        r"(?:projekt)?ägare|prosjekteier|\beier\b|project owner|lead ?partner|koordiner|coordinat|samordnare|"
        r"koordinator|huvudman|sökande|anordnare|utförare|\bvem\b|projektets ägare"
    ),
    "partner": (
        r"partner|\bparter\b|associerad|^initiativ$|deltagare|medverkande|medsökande|inblandade|i tillegg|participants|"
        r"med i projektet"
    ),
    "sum": (
        r"bidrag|stöd\b|støtte|medel\b|\bsöks\b|beviljat|midler|contribution|finansiering\b(?=.*beviljad)|\bbetalar\b|"
        r"gick in med|funding from|belopp"
    ),
    "giver": (
        r"finansiär|\bfinansiering|\bfunding\b|\bfinancing|bidragsgivare|externa pengar|betalas av|(?:fund|financ)ed by"
    ),
    "budget": r"budget|budsjett|totalkostnad|projektkostnad|omfattning|omslutning|kostnad i allt|\btotalt?$",
    "period": r"projekttid|\btid\b|period|löptid|löper|pågår|\bnär\b|duration|\bruns\b",
}
"""Words of a label in a sheet that its own wording does not name: “Ägare till projektet”, “Norsk prosjekteier”."""
LOOSE_KEY = re.compile("|".join(f"(?P<{role}>{words})" for role, words in LOOSE_ROLES.items()), re.IGNORECASE)
LOOSE = re.compile(r"(?P<key>[A-ZÅÄÖ][^.:|;!?\t\n\d]{1,44}?)\s*[:|]\s*(?=\S)")
"""A line of “label: value” whose label no list has."""
STAKE = re.compile(
    r"(?i)(?:(?:[\w ]* )?(?:funding|stöd|bidrag|støtte|midler|medel|pengar|finansiering)\s+(?:från|from|fra)\s+"
    r"(?P<from>.+)|(?:ur|från)\s+(?P<out>.+?)(?:\s+söks)?|"
    r"(?P<of>.+?)(?:s|[’']s)\s+(?:bidrag|stöd|contribution|insats|del)(?:\s+(?:kr|sek|eur))?|"
    r"(?P<means>\w+)-(?:stöd|bidrag|medel|finansiering)\b.*|"
    r"(?P<pays>.+?)\s+(?:betalar|gick in med|bidrar med|lägger in))"
)
"""A label that says itself who gives: “Vinnovas bidrag”, “Funding from Vinnova”, “Ur Regionalfonden söks”."""
ALONE = re.compile(rf"(?P<key>{LABEL})\s*:?", re.IGNORECASE)
STAKE_ALONE = re.compile(r"(?i:bidrag|stöd|medel|finansiering|funding) (?i:från|from) [A-ZÅÄÖ][\w .&-]{1,50}?:?")
"""“Bidrag från Vinnova” on a line of its own, with the sum below it."""
OPENING = re.compile(r"\s*(?:[•●▪■·*–—-]\s*)?")


def role_of(key: str) -> str:
    """The role of a label; “other” for one that says nothing of who takes part, gives or gets."""
    match = KEY.fullmatch(key)
    return (match.lastgroup if match else None) or loose_role(key) or "other"


def loose_role(key: str) -> str | None:
    """The role that the words of a label tell, None for one that says nothing of a project."""
    if STAKE.fullmatch(key):
        return "stake"
    if len(key.split()) > 6:
        return None
    match = LOOSE_KEY.search(key)
    return match.lastgroup if match else None
