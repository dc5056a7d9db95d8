"""Which statements a page shows of a thing, under which heading and with which columns."""

from __future__ import annotations

from dataclasses import dataclass

from regiongraf.triples.terms import name
from regiongraf.words import Words


@dataclass(frozen=True, slots=True)
class Section:
    """Statements of one class in which a thing has the role `me`; `other` is who else is in them."""

    key: str
    title: Words
    me: str
    other: str
    heading: Words
    columns: tuple[str, ...] = ()

    @property
    def role(self) -> str:
        """The IRI term of the property that points to the thing."""
        return name(self.me)


OWNER, OWNED = Words("Ägare", "Owner"), Words("Bolag", "Company")
BODY, ACTIVITY, OTHER = Words("Organisation", "Organisation"), Words("Verksamhet", "Activity"), Words("Part", "Party")
HOLDER = Words("Innehavare", "Holder")
FROM = Words("Från", "From")
SHARES = ("share", "basis", "directness")
RIGHTS = ("right", "extent")
MONEY = ("amount", "stage", "purpose")

SECTIONS: tuple[Section, ...] = (
    Section("owners", Words("Ägare", "Owners"), "rg:ownedEntity", "rg:owner", OWNER, SHARES),
    Section("owned", Words("Äger", "Owns"), "rg:owner", "rg:ownedEntity", OWNED, SHARES),
    Section("members", Words("Medlemmar", "Members"), "org:organization", "org:member", BODY, ("role",)),
    Section("member-of", Words("Medlem i", "Member of"), "org:member", "org:organization", BODY, ("role",)),
    Section("rights-over", Words("Får bestämma genom röster eller utseende", "May decide by votes or appointment"),
            "rg:rightOver", "rg:holder", HOLDER, RIGHTS),
    Section("rights", Words("Har rätt att bestämma i", "Has a right to decide in"), "rg:holder", "rg:rightOver", BODY,
            RIGHTS),
    Section("founders", Words("Bildad av", "Founded by"), "org:resultingOrganization", "rg:founder", BODY),
    Section("founded", Words("Har bildat", "Has founded"), "rg:founder", "org:resultingOrganization", BODY),
    Section("units", Words("Enheter", "Units"), "rg:parentOrganisation", "rg:unit", BODY),
    Section("unit-of", Words("Enhet i", "Unit of"), "rg:unit", "rg:parentOrganisation", BODY),
    Section("money-in", Words("Pengar in", "Money in"), "rg:recipient", "rg:funder", FROM, MONEY),
    Section("money-out", Words("Pengar ut", "Money out"), "rg:funder", "rg:recipient", Words("Till", "To"), MONEY),
    Section("funding", Words("Finansiering", "Funding"), "rg:fundedActivity", "rg:funder", FROM, MONEY),
    Section("participants", Words("Deltagare", "Participants"), "rg:activity", "rg:participant", BODY, ("role",)),
    Section("takes-part", Words("Deltar i", "Takes part in"), "rg:participant", "rg:activity", ACTIVITY, ("role",)),
    Section("partners", Words("Samarbeten", "Cooperation"), "rg:party", "rg:party", OTHER, ("name",)),
    Section("group", Words("Gruppens medlemmar", "Members of the group"), "rg:group", "rg:groupMember", BODY),
    Section("in-groups", Words("Ingår i grupperna", "Part of the groups"), "rg:groupMember", "rg:group",
            Words("Grupp", "Group")),
    Section("affiliates", Words("Nämns tillsammans med", "Listed together with"), "rg:principal", "rg:affiliate", BODY),
    Section("principals", Words("Nämns under", "Listed under"), "rg:affiliate", "rg:principal", BODY),
    Section("counts", Words("Angivna antal", "Stated counts"), "rg:countAbout", "rg:countOf",
            Words("Antal", "Count of"), ("count",)),
    Section("lists", Words("Hur fullständigt källan räknar upp", "How complete the source's lists are"), "rg:listAbout",
            "rg:listOf", Words("Lista över", "List of"), ("completeness",)),
)  # fmt: skip
"""Every section in the order of a page. One whose role nobody has is not shown."""

DERIVED = frozenset(
    name(prefixed)
    for prefixed in (
        "rg:owns",
        "org:memberOf",
        "org:hasMember",
        "schema:founder",
        "org:unitOf",
        "rg:funds",
        "org:resultedFrom",
    )
)
"""Edges that rules draw: their statements stand in the sections above."""

HEADINGS: dict[str, Words] = {
    "share": Words("Andel", "Share"),
    "basis": Words("Andel av", "Share of"),
    "directness": Words("Direkt eller indirekt", "Direct or indirect"),
    "right": Words("Rätt", "Right"),
    "extent": Words("Hur mycket", "How much"),
    "role": Words("Roll", "Role"),
    "amount": Words("Belopp", "Amount"),
    "stage": Words("Skede", "Stage"),
    "purpose": Words("Till vad", "For what"),
    "name": Words("Vad", "What"),
    "note": Words("Anmärkning", "Note"),
    "count": Words("Antal", "Number"),
    "completeness": Words("Fullständighet", "Completeness"),
}
