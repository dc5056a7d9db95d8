"""A review under way: the candidates of one document, what is decided of them, and each decision as it is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from regiongraf.documents import anchor
from regiongraf.errors import DocumentError, Place, RegiongrafError
from regiongraf.facts import Work
from regiongraf.intake import Candidate, Document
from regiongraf.model import Activity, Entry, FormBasis, Organisation, Rank
from regiongraf.names import fold
from regiongraf.review import candidates as stored
from regiongraf.review import drafts, ledger
from regiongraf.review.composing import Change
from regiongraf.review.conflicts import AS_IT_STANDS, Conflict, conflicts, statements
from regiongraf.review.drafts import ENDS, OPTIONAL, SEVERAL, STATED, Draft
from regiongraf.review.identity import kin, suggested
from regiongraf.review.matching import FIGURES, Verdict, claim_of_values, claims_of_record, figure, verdicts
from regiongraf.review.naming import Register, Suggestion, form_of, is_group, slug
from regiongraf.review.shelf import Shelf
from regiongraf.review.transactions import Ledger, Step
from regiongraf.words import Words
from regiongraf.workspace import Workspace


class Refusal(RegiongrafError):
    """A decision that cannot be made as it stands; nothing was written."""


@dataclass(frozen=True, slots=True)
class Item:
    """A candidate with the record that it would become, and what is decided of it."""

    key: str
    candidate: Candidate
    draft: Draft
    verdict: Verdict


@dataclass(slots=True)
class Decision:
    """What a person wants to be recorded: kind, fields, and for each end who is meant.

    `names` holds per field a list of `{"id": …}` for an entry, `{"new": name, "form": …}` for a new one, or
    `{"name": …}` for a name to be settled by what the registry knows for certain.
    """

    kind: str
    names: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)


class Session:
    """Held by the one who decides. A method that writes has written all, or raises with nothing written."""

    def __init__(self, workspace: Workspace, document: Document, found: stored.CandidateFile, path: Path) -> None:
        if document.sha256 != found.sha256:
            raise other_document(path, found)
        self.workspace, self.document, self.found, self.path = workspace, document, found, path
        self.ledger = Ledger(workspace.root)
        self.shelf = Shelf(workspace.root / workspace.settings.facts)
        self.work = found.work
        self._keys = stored.keys(found.candidates)
        self._drafts: list[Draft] = []
        self._context: drafts.Context | None = None
        self._spans = [anchor(document.text, c.start, c.end).span for c in found.candidates]
        self.revision = 0
        self.register = Register(())
        self._registered: tuple[list[Entry], dict[str, str]] = ([], {})
        self._renew()

    # ── what there is ──

    def _renew(self) -> None:
        """Work out anew what is decided; called when files have changed."""
        self.revision += 1
        entries = [located.record for located in self.shelf.corpus.registry]
        activities = self._activities()
        if (entries, activities) != self._registered:
            self.register, self._registered = Register(entries, activities), (entries, activities)
        forms = {
            name: entry.form
            for entry in self.register.entries.values()
            if isinstance(entry, Organisation)
            for name in (entry.name, *entry.aliases)
        }
        projects = frozenset(c.object for c in self.found.candidates if c.kind == "project" and c.object)
        said = [c for c in self.found.candidates if c.kind == "organisation" and c.subject and c.object]
        forms_said = {str(c.subject): form_of(str(c.object)) for c in said}
        self.forms_said = {name: form for name, (form, basis) in forms_said.items() if basis is not FormBasis.NOT_KNOWN}
        context = drafts.Context(self.document.text, forms, projects)
        if context != self._context:
            self._context = context
            self._drafts = [drafts.draft(candidate, context) for candidate in self.found.candidates]
        made = self._drafts
        self.decisions = ledger.read(self.shelf.facts, self.work)
        judged = verdicts(
            list(zip(self.found.candidates, made, strict=True)), self.current, self.document_id, self.decisions,
            self.register, self._spans,
        )  # fmt: skip
        self.items = [Item(*parts) for parts in zip(self._keys, self.found.candidates, made, judged, strict=True)]
        self._by_key = {item.key: item for item in self.items}
        records = [located.record for located in self.current.records] if self.current else []
        counting = [record for record in records if record.rank is Rank.NORMAL]
        self._claimed = {claim: record.key for record in counting for claim in claims_of_record(record)}
        self._kin = kin(self.items, self.current, self.register)
        self.pairs = suggested(self.shelf.corpus)
        self.conflicts: list[Conflict] = conflicts(
            statements(self.items, self.current, self.register), self.register,
            [located.record for located in self.decisions.seen],
        )  # fmt: skip

    def refresh(self) -> bool:
        """Take in what was changed by hand; True when anything was. Raises RecordErrors for what no longer parses."""
        if self.shelf.refresh():
            self._renew()
            return True
        return False

    @property
    def current(self) -> Work | None:
        """The work that the document belongs to, once it is described."""
        return next((work for work in self.shelf.corpus.works if work.id == self.work), None)

    @property
    def document_id(self) -> str | None:
        """The id of the document in its work, once it is described."""
        work = self.current
        documents = work.source.record.document if work else ()
        return next((document.id for document in documents if document.sha256 == self.document.sha256), None)

    def item(self, key: str) -> Item:
        """The candidate with this key; raises Refusal when there is none."""
        if key not in self._by_key:
            raise Refusal(
                "the candidate is not there any more",
                sv="kandidaten finns inte kvar",
                hint="load the page again",
                hint_sv="ladda om sidan",
            )
        return self._by_key[key]

    # ── decisions ──

    def describe(self, title: str, title_en: str, issued: date) -> None:
        """Say what the document is: the first thing that is decided. A new edition takes over the work's records."""
        from regiongraf.review import adopting

        change = Change(self.shelf.texts)
        adopting.describe(self, change, title.strip(), title_en.strip() or title.strip(), issued)
        self._commit(change, Words(f"Dokumentet {self.document.name}", f"The document {self.document.name}"))

    def accept(self, key: str, decision: Decision | None = None) -> None:
        """Record a candidate, as it stands or as `decision` has it."""
        change = Change(self.shelf.texts)
        item = self.item(key)
        record = self._accepted(change, item, decision)
        self._commit(change, Words(f"Godtog {record}", f"Accepted {record}"))

    def accept_all(self, keys: Sequence[str]) -> int:
        """Record several candidates in one step; those that need a choice are left. How many were recorded."""
        change, count = Change(self.shelf.texts), 0
        for key in keys:
            saved = dict(change.texts)
            try:
                self._accepted(change, self.item(key), None)
                count += 1
            except RegiongrafError:
                change.texts = saved
        if count:
            self._commit(change, Words(f"Godtog {count} säkra", f"Accepted {count} sure ones"))
        return count

    def reject(self, key: str, reason: str | None = None) -> None:
        """Say that a candidate is wrong, so that it does not come back."""
        change, item = Change(self.shelf.texts), self.item(key)
        values: dict[str, Any] = {
            "reading": stored.reading_of(item.candidate), "evidence": self._evidence(item.candidate),
            "reason": reason or None,
        }  # fmt: skip
        change.note(self.work, "rejected", values)
        self._commit(change, Words(f"Avvisade {values['reading']}", f"Rejected {values['reading']}"))

    def add(self, start: int, end: int, decision: Decision) -> str:
        """Record what a person reads at a place of the document; the new record's key."""
        if not 0 <= start < end <= len(self.document.text) or not self.document.text[start:end].strip():
            raise Refusal(
                "no words are selected", sv="inga ord är markerade", hint="select the words that say it",
                hint_sv="markera orden som säger det",
            )  # fmt: skip
        change = Change(self.shelf.texts)
        decision.values.setdefault("derivation", "ReviewedReading")
        record = self._recorded(change, decision, self._span(start, end, self.document.page_of(start)), None)
        self._commit(change, Words(f"La till {record}", f"Added {record}"))
        return record

    def rank(self, preferred: str, others: Sequence[str]) -> None:
        """Settle a contradiction: one statement holds, the others stay and do not count. Candidates become records."""
        change = Change(self.shelf.texts)
        records = {
            ref: ref if "/" in ref else self._accepted(change, self.item(ref), None) for ref in (preferred, *others)
        }
        kinds = {key.partition("/")[0] for key in records.values()}
        if len(set(records.values())) < 2 or len(kinds) > 1:
            raise Refusal(
                "only statements of one kind contradict each other so",
                sv="bara uppgifter av samma slag kan ställas mot varandra så",
                hint="accept or reject each of them",
                hint_sv="godta eller avvisa var och en",
            )
        for ref, key in records.items():
            against = {other.partition("/")[2] for other in records.values() if other != key}
            against |= set(change.values(self.work, key).get("conflicts_with", ()))
            rank = "Preferred" if ref == preferred else "Deprecated"
            change.set_fields(self.work, key, {"rank": rank, "conflicts_with": sorted(against)})
        self._commit(change, Words(f"{records[preferred]} gäller", f"{records[preferred]} holds"))

    def stand(self, kind: str, refs: Sequence[str]) -> None:
        """Accept every statement of a sum, total or number that does not add up, and note that it was seen.

        `refs` are those of the conflict, keys of records or of candidates. Candidates become records.
        """
        conflict = next((c for c in self.conflicts if c.kind == kind and {*c.items, *c.records} == set(refs)), None)
        if conflict is None or kind not in AS_IT_STANDS:
            raise Refusal(
                "this contradiction is settled already", sv="motsägelsen är redan avgjord",
                hint="load the page again", hint_sv="ladda om sidan",
            )  # fmt: skip
        change = Change(self.shelf.texts)
        records = {*conflict.records, *(self._accepted(change, self.item(key), None) for key in conflict.items)}
        change.note(self.work, "seen", {"conflict": kind, "records": sorted(records), "said": conflict.said.sv})
        self._commit(
            change, Words(f"Godtog som det står: {conflict.said.sv}", f"Accepted as it stands: {conflict.said.en}")
        )

    def settle(self, open_id: str, how: str) -> None:
        """Decide what a new edition left open: `take` what it says, `keep` what was decided, or `remove` the record."""
        from regiongraf.review import adopting

        change = Change(self.shelf.texts)
        label = adopting.settle(self, change, open_id, how)
        self._commit(change, label)

    def judge(self, left: str, right: str, verdict: str, preferred: str | None) -> None:
        """Say whether two entries of the registry are one body: Same, Different or Unsure."""
        change = Change(self.shelf.texts)
        pair = next((p for p in self.pairs if {p.left, p.right} == {left, right}), None)
        reason = pair.said if pair else Words("en granskares omdöme", "a reviewer's judgement")
        change.judge(left, right, verdict, preferred, reason)
        a, b = self.register.named(left), self.register.named(right)
        sv = {"Same": "samma", "Different": "olika", "Unsure": "oklart om samma"}[verdict]
        en = {"Same": "the same", "Different": "different", "Unsure": "unsure whether the same"}[verdict]
        self._commit(change, Words(f"{a} och {b}: {sv}", f"{a} and {b}: {en}"))

    def undo(self) -> Step | None:
        """Take the last decision back; None when there is none."""
        step = self.ledger.undo()
        self.shelf.refresh()
        self._renew()
        return step

    # ── how ──

    def _commit(self, change: Change, label: Words) -> None:
        """Judge everything as it would be, then write it in one step."""
        self.shelf.corpus_of({path: text for path, text in change.texts.items() if text})
        root = self.workspace.settings.facts
        before = {f"{root}/{path}": text for path, text in change.before.items()}
        after = {f"{root}/{path}": text for path, text in change.texts.items()}
        self.ledger.write(label, before, after)
        self.shelf.refresh()
        self._renew()

    def _accepted(self, change: Change, item: Item, decision: Decision | None) -> str:
        self._described()
        if item.verdict.state != "open":
            raise Refusal(
                f"this candidate is decided already: {item.verdict.record or item.verdict.state}",
                sv=f"kandidaten är redan avgjord: {item.verdict.record or item.verdict.state}",
                hint="take the decision back first (u)",
                hint_sv="ta tillbaka beslutet först (u)",
            )
        if decision is None:
            if item.draft.status:
                how = drafts.STATUSES.get(item.draft.status, Words(item.draft.status, item.draft.status))
                raise Refusal(drafts.HELD_BACK.en.format(how.en), sv=drafts.HELD_BACK.sv.format(how.sv))
            if item.verdict.again:
                return self._said_again(change, item.verdict.again, self._evidence(item.candidate))
            decision = self.proposal(item.draft)
        record = self._recorded(change, decision, self._evidence(item.candidate), item)
        if decision.kind == "mention":
            change.add_alias(str(change.values(self.work, record)["about"]), str(decision.values["name"]))
        return record

    def proposal(self, draft: Draft) -> Decision:
        """The decision that one key makes: names that are certain, new bodies where nothing is like them.

        Raises Refusal when a name is like one in the registry, and a person has to choose.
        """
        names: dict[str, list[dict[str, str]]] = {}
        for end, read in draft.names.items():
            names[end] = [{"name": name} for name in read if name]
        return Decision(draft.kind, names, {k: v for k, v in draft.values.items() if v is not None})

    def near(self, name: str) -> list[Suggestion]:
        """The entries that a name may stand for: by its letters, and by what is said of both."""
        found = self.register.suggestions(name)
        there = {suggestion.id for suggestion in found}
        related = [id_ for id_ in self._kin.get(name, ()) if id_ not in there]
        return [*found, *(Suggestion(id_, self.register.named(id_), "relations") for id_ in related)]

    def proposed_form(self, name: str) -> str:
        """The form that a new body is proposed with: what the document says, else what its name says."""
        if name in self.forms_said:
            return self.forms_said[name].value
        return "Group" if is_group(name) else form_of(name)[0].value

    def _described(self) -> None:
        if self.document_id is None:
            raise Refusal(
                "say first what the document is: its title and its date",
                sv="säg först vad dokumentet är: dess titel och datum",
                hint="the page asks for it when it opens",
                hint_sv="sidan frågar efter det när den öppnas",
            )

    def _evidence(self, candidate: Candidate) -> dict[str, Any]:
        self._described()
        return self._span(candidate.start, candidate.end, candidate.page)

    def _span(self, start: int, end: int, page: int | None) -> dict[str, Any]:
        found = anchor(self.document.text, start, end)
        named = {"document": self.document_id} if self.current and len(self.current.source.record.document) > 1 else {}
        span = {"start": start, "end": end, "span": found.span, "before": found.before, "after": found.after}
        return {**span, **named, **({"page": page} if page else {})}

    def _recorded(self, change: Change, decision: Decision, evidence: dict[str, Any], item: Item | None) -> str:
        """The record of a decision, new or joined to one that says the same; its key."""
        self._described()
        kind = decision.kind
        ends = {end: self._who(change, end, decision.names.get(end, [])) for end in ENDS[kind]}
        values = {key: value for key, value in decision.values.items() if value is not None}
        values |= {end: who if end in SEVERAL else who[0] for end, who in ends.items() if who}
        if kind == "funding":
            values = {"funder": STATED, "recipient": STATED, **values}
            if values.get("amount") == STATED:
                for needless in ("precision", "figure_as_stated", "unit_as_stated", "unit_corrected"):
                    values.pop(needless, None)
        self._complete(kind, values)
        if item is not None and (decided := self._differs(item.draft, kind, values)):
            values.setdefault("derivation", "ReviewedReading")
        else:
            decided = False
        joined = self._joined(change, kind, values, evidence)
        if joined is None:
            values = {"id": drafts.mint(kind, values, change.ids_of(kind)), **values, "evidence": [evidence]}
            joined = change.add_record(self.work, kind, values)
        if item is not None and decided:
            reading = stored.reading_of(item.candidate)
            change.note(self.work, "edited", {"reading": reading, "record": joined, "evidence": evidence})
        return joined

    def _complete(self, kind: str, values: Mapping[str, Any]) -> None:
        missing = [end for end in ENDS[kind] if end not in values and end not in OPTIONAL]
        if kind == "cooperation" and len(values.get("parties", ())) < 2:
            missing.append("parties")
        if missing:
            said = ", ".join(missing)
            raise Refusal(
                f"it is not said who is meant: {said}",
                sv=f"det sägs inte vem som avses: {said}",
                hint="edit it (e), or reject it (r)",
                hint_sv="ändra (e), eller avvisa (r)",
            )

    def _who(self, change: Change, end: str, chosen: Iterable[Mapping[str, str]]) -> list[str]:
        """The ids that are meant, new bodies entered on the way."""
        found = []
        for choice in chosen:
            if "id" in choice:
                found.append(choice["id"])
                if read := choice.get("name"):
                    change.add_alias(choice["id"], read)
            elif end == "activity":
                found.append(self._activity(change, choice.get("new") or choice["name"]))
            elif choice.get("new"):
                found.append(self._entered(change, choice["new"], choice.get("form")))
            elif choice.get("name"):
                found.append(self._settled(change, choice["name"]))
        return found

    def _settled(self, change: Change, name: str) -> str:
        if certain := self.register.certain(name):
            return certain
        if near := self.near(name):
            shown = " · ".join(suggestion.name for suggestion in near)
            raise Refusal(
                f"“{name}” may be {shown}: choose who is meant, or that it is another",
                sv=f"”{name}” kan vara {shown}: välj vem som avses, eller att det är en annan",
                hint="press the number of the one that is meant, or 0 for a new one",
                hint_sv="tryck numret för den som avses, eller 0 för en ny",
            )
        return self._entered(change, name, None)

    def _entered(self, change: Change, name: str, form: str | None) -> str:
        """A new entry, unless the same decision has entered it already."""
        for located in self.shelf.corpus.registry:
            if located.record.name == name and located.record.KIND != "place":
                return located.record.id
        made = next((b.id for _, b in change._entries() if b.values().get("name") == name), None)
        proposed = self.proposed_form(name)
        stated = form in (None, proposed) and name in self.forms_said
        return made or change.add_entry(name, form or proposed, stated=stated)

    def _activities(self) -> dict[str, str]:
        """The activities of all works, by folded name."""
        records = (located.record for _, located in self.shelf.corpus.records())
        return {fold(record.name): record.id for record in records if isinstance(record, Activity)}

    def _activity(self, change: Change, name: str) -> str:
        known = self._activities()
        if fold(name) in known:
            return known[fold(name)]
        id_ = slug(name, change.ids_of("activity"))
        start = self.document.text.find(name)
        start = max(start, 0)
        span = self._span(start, start + max(1, len(name)), self.document.page_of(start))
        values = {"id": id_, "kind": "Project", "name": name, "name_en": name, "evidence": [span]}
        change.add_record(self.work, "activity", values)
        return id_

    def _differs(self, draft: Draft, kind: str, values: Mapping[str, Any]) -> bool:
        """True where a person corrected what was read; who a name stands for is no correction."""
        if kind != draft.kind or draft.status:
            return True
        fields = {*draft.values, *FIGURES.get(kind, ()), *values} - {*ENDS[kind], "derivation", "id"}
        if any(figure(draft.values.get(name)) != figure(values.get(name)) for name in fields):
            return True
        for end, read in draft.names.items():
            for name in read:
                known = self.register.certain(name)
                said = values.get(end)
                if known and known not in (said if isinstance(said, list) else [said]):
                    return True
            if not read and values.get(end) not in (None, STATED):
                return True
        return False

    def _joined(self, change: Change, kind: str, values: Mapping[str, Any], evidence: dict[str, Any]) -> str | None:
        """The record that says the same, with this place added; a body is founded once, by all its founders."""
        if kind == "founding" and (same := change.founding_of(self.work, values["organisation"])):
            now = change.values(self.work, same)["founders"]
            change.set_fields(self.work, same, {"founders": [*now, *(f for f in values["founders"] if f not in now)]})
            return self._said_again(change, same, evidence)
        same = self._claimed.get(claim_of_values(kind, values))
        return self._said_again(change, same, evidence) if same else None

    def _said_again(self, change: Change, record: str, evidence: dict[str, Any]) -> str:
        """One more place for a record; what a new edition left open of it is settled so."""
        now = change.values(self.work, record)
        fields: dict[str, Any] = {"evidence": _with(now["evidence"], evidence)}
        if any(one.record.record == record for one in self.decisions.open):
            fields["as_of"] = None  # the new edition vouches for it again
            change.strike(self.work, "open", record=record)
        change.set_fields(self.work, record, fields)
        return record


def _with(spans: list[dict[str, Any]], evidence: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Evidence with one span more, unless it is there."""
    place = (evidence["start"], evidence["end"], evidence.get("document"))
    if any((span["start"], span["end"], span.get("document")) == place for span in spans):
        return spans
    return [*spans, dict(evidence)]


def other_document(path: Path, found: stored.CandidateFile) -> DocumentError:
    """What is told when a file is not the one that the candidates were read from."""
    return DocumentError(
        f"this is not the document that the candidates were read from ({found.file_name}, {found.sha256[:12]}…)",
        place=Place(path),
        hint=f"read it with `regiongraf intake {path.name}`; a new edition: add --edition-of {found.work}",
        sv=f"detta är inte dokumentet som kandidaterna lästes ur ({found.file_name}, {found.sha256[:12]}…)",
        hint_sv=f"läs det med `regiongraf intake {path.name}`; en ny utgåva: lägg till --edition-of {found.work}",
    )
