"""Findings to triples: a node with an IRI of its own for each, rounded outward where a decimal cannot say it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from regiongraf.interests.working import Findings, Found
from regiongraf.model import ControlGround, GroupPosition, OwnerSector, VerdictCode, VoteReading
from regiongraf.ownership import Bounds, Control, Effective, Ground, Position, Reading, Sector, Verdict
from regiongraf.triples import Triple, terms
from regiongraf.triples.terms import code, decimal, iri, text, true
from regiongraf.vocabulary import Minter

name = cache(terms.name)
"""The IRI term of a prefixed name; asked for so often that it is remembered."""
MOST_PLACES = 12
"""Decimals of a share in per cent that is written as it is; the 18 that SPARQL engines have stay out of reach."""
ROUNDED_PLACES = 6
"""Decimals of an end that was rounded outward."""

VERDICTS = {
    Verdict.CERTAIN: VerdictCode.CERTAIN,
    Verdict.POSSIBLE: VerdictCode.POSSIBLE,
    Verdict.NO: VerdictCode.RULED_OUT,
}
READINGS = {Reading.STRICT: VoteReading.STRICT, Reading.ONE_SHARE_ONE_VOTE: VoteReading.ONE_SHARE_ONE_VOTE}
GROUNDS = {
    Ground.VOTES: ControlGround.VOTES,
    Ground.BOARD: ControlGround.BOARD,
    Ground.SOLE_INFLUENCE: ControlGround.SOLE_INFLUENCE,
    Ground.SAME_LEGAL_PERSON: ControlGround.SAME_LEGAL_PERSON,
    Ground.SHARES_NOT_KNOWN: ControlGround.SHARES_NOT_KNOWN,
    Ground.HOLDERS_NOT_NAMED: ControlGround.HOLDERS_NOT_NAMED,
    Ground.OTHERS_DECIDE: ControlGround.OTHERS_DECIDE,
}
SECTORS = {
    Sector.STATE: OwnerSector.STATE,
    Sector.MUNICIPAL: OwnerSector.MUNICIPAL,
    Sector.REGIONAL: OwnerSector.REGIONAL,
    Sector.NOT_PUBLIC: OwnerSector.NOT_PUBLIC,
}
POSITIONS = {Position.SUBSIDIARY: GroupPosition.SUBSIDIARY, Position.ASSOCIATED: GroupPosition.ASSOCIATED}


def triples(findings: Findings, minter: Minter) -> list[Triple]:
    """Everything that was found, in term order, and what is said of it all on the IRI of the derived graph."""
    names = Names(minter)
    made: list[Triple] = list(_interests(findings, names))
    made += _controls(findings, names)
    for owner, reading, member, found in findings.groups:
        node = names.of("group-position", _tail(reading), owner, "and", member.body)
        made += _finding(node, "GroupFinding", owner, member.body, found)
        made += _codes(node, reading, member.verdict)
        made.append((node, name("rg:groupPosition"), code(POSITIONS[member.position])))
    for access, found in findings.access:
        for reading, verdict in _readings(access.strict, access.if_one_share_one_vote):
            node = names.of("public-access", _tail(reading), access.body)
            made += _finding(node, "PublicAccessFinding", None, access.body, found)
            made += _codes(node, reading, verdict)
    for sector, found in findings.sectors:
        node = names.of("sector", "", sector.body)
        made += _finding(node, "SectorFinding", None, sector.body, found)
        made += [(node, name("rg:possibleSector"), code(SECTORS[each])) for each in sector.possible]
        verdict = Verdict.CERTAIN if len(sector.possible) == 1 else Verdict.POSSIBLE
        made.append((node, name("rg:verdict"), code(VERDICTS[verdict])))
    # Nearly in order already, finding by finding, which is what makes sorting millions quick.
    by_node: dict[str, list[Triple]] = {}
    for triple in (*made, *_description(findings, minter)):
        by_node.setdefault(triple[0], []).append(triple)
    return [triple for node in sorted(by_node) for triple in sorted(set(by_node[node]))]


class Names:
    """IRIs of findings, made of the last parts of the IRIs they are about; two findings never get one name."""

    def __init__(self, minter: Minter) -> None:
        self.minter = minter
        self._taken: dict[str, tuple[str, ...]] = {}

    def of(self, kind: str, suffix: str, *parts: str) -> str:
        """The IRI term of one finding; `parts` are IRIs, and words that stand between them."""
        for slug in _slugs(parts):
            key = f"{kind}/{slug}{suffix}"
            if self._taken.setdefault(key, (kind, suffix, *parts)) == (kind, suffix, *parts):
                return iri(self.minter.thing(key))
        raise AssertionError("a thousand findings of one name")


def _slugs(parts: tuple[str, ...]) -> Iterator[str]:
    """The name that is wanted, and then longer and longer ones."""
    yield "-".join(part.rstrip("/").rpartition("/")[2] if "://" in part else part for part in parts)
    longer = ["-".join(part.rstrip("/").split("/")[-2:]) if "://" in part else part for part in parts]
    yield "--".join(longer)
    yield from ("--".join([*longer, str(at)]) for at in range(2, 1000))


def percent(share: Bounds) -> tuple[Decimal, Decimal, bool, bool, bool]:
    """Lowest and highest in per cent, whether each is open, and whether either was rounded outward.

    An end that was rounded is never reached, so it is open.
    """
    low, high = share.low * 100, share.high * 100
    least, most = _exact(low), _exact(high)
    scale = 10**ROUNDED_PLACES
    down = Decimal(low * scale // 1).scaleb(-ROUNDED_PLACES) if least is None else least
    up = Decimal(-(-high * scale // 1)).scaleb(-ROUNDED_PLACES) if most is None else most
    return down, up, share.low_open or least is None, share.high_open or most is None, least is None or most is None


def _exact(value: Fraction) -> Decimal | None:
    """The decimal of a fraction that has one of at most `MOST_PLACES` places."""
    scaled = value * 10**MOST_PLACES
    return Decimal(scaled.numerator).scaleb(-MOST_PLACES) if scaled.denominator == 1 else None


def _interests(findings: Findings, names: Names) -> Iterator[Triple]:
    for each, found in findings.interests:
        kind = "interest-through" if found.through_membership else "interest"
        node = names.of(kind, "", each.owners[0], "in", each.body)
        yield from _finding(node, "EffectiveInterest", each.owners[0], each.body, found)
        yield from _effective(node, each)
        if found.through_membership:
            yield node, name("rg:throughMembership"), true()
        if found.ultimate:
            yield node, name("rg:holderIsUltimate"), true()


def _effective(node: str, each: Effective) -> Iterator[Triple]:
    rounded = yield from _share(node, each.share, "lowestShare", "highestShare")
    yield from _share(node, each.unnamed, "lowestUnnamed", "highestUnnamed")
    if each.direct is not None:
        yield from _share(node, each.direct, "lowestDirect", "highestDirect")
    if rounded:
        yield node, name("rg:shareRounded"), true()
    if each.conflicts:
        yield node, name("rg:restsOnConflict"), true()


def _share(node: str, share: Bounds, lowest: str, highest: str) -> Generator[Triple, None, bool]:
    """Both ends of a share; returns whether one of them was rounded."""
    low, high, low_open, high_open, rounded = percent(share)
    yield node, name(f"rg:{lowest}"), decimal(low)
    yield node, name(f"rg:{highest}"), decimal(high)
    if low_open:
        yield node, name(f"rg:{lowest}Open"), true()
    if high_open:
        yield node, name(f"rg:{highest}Open"), true()
    return rounded


def _controls(findings: Findings, names: Names) -> Iterator[Triple]:
    for control, found in findings.controls:
        for reading in Reading:
            yield from _control(names, control, reading, found)


def _control(names: Names, control: Control, reading: Reading, found: Found) -> Iterator[Triple]:
    finding = control.under(reading)
    node = names.of("control", _tail(reading), control.owners[0], "over", control.body)
    yield from _finding(node, "ControlFinding", control.owners[0], control.body, found)
    yield from _codes(node, reading, finding.verdict)
    yield node, name("rg:ground"), code(GROUNDS[finding.ground])
    yield from _share(node, finding.votes, "lowestVotes", "highestVotes")
    for body in finding.through:
        yield node, name("rg:countedThrough"), iri(body)


def _finding(node: str, kind: str, owner: str | None, body: str, found: Found) -> Iterator[Triple]:
    for type_ in (f"rg:{kind}", "rg:Finding", "prov:Entity"):
        yield node, name("rdf:type"), name(type_)
    if owner is not None:
        yield node, name("rg:findingOf"), iri(owner)
    yield node, name("rg:findingAbout"), iri(body)
    for statement in found.statements:
        yield node, name("prov:wasDerivedFrom"), iri(statement)


def _codes(node: str, reading: Reading, verdict: Verdict) -> Iterator[Triple]:
    yield node, name("rg:reading"), code(READINGS[reading])
    yield node, name("rg:verdict"), code(VERDICTS[verdict])


def _tail(reading: Reading) -> str:
    return "" if reading is Reading.STRICT else f"/{reading}"


def _readings(strict: Verdict, assumed: Verdict) -> Iterable[tuple[Reading, Verdict]]:
    return (Reading.STRICT, strict), (Reading.ONE_SHARE_ONE_VOTE, assumed)


def _description(findings: Findings, minter: Minter) -> Iterator[Triple]:
    """What the derived graph says of itself: how much was written, and what was left out."""
    graph = iri(minter.derived_graph)
    count, cap, left = len(findings.interests), findings.cap, findings.left_out
    broken = len(findings.impossible)
    yield (
        graph,
        name("dct:description"),
        text(
            f"Uträknade andelar: {count} par av innehavare och organisation. Med är par där andelen kan vara minst 1 "
            f"procent och par vars innehavare ingen anges stå bakom, högst tio för varje innehav ({cap}); {left} är "
            f"utelämnade. Om {broken} organisationer går uppgifterna inte ihop och inget är uträknat.",
            "sv",
        ),
    )
    yield (
        graph,
        name("dct:description"),
        text(
            f"Shares worked out: {count} pairs of holder and body. Told are pairs whose share may be 1 per cent or "
            f"more and pairs whose holder has nobody stated behind it, at most ten for each holding ({cap}); {left} "
            f"are left out. On {broken} bodies the statements do not go together, and nothing is worked out.",
            "en",
        ),
    )
