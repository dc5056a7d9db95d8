"""SHACL: what a dataset breaks, as findings that name the rule, the place and what to do, in Swedish and English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import rdflib
from rdflib.namespace import RDF, SH

Severity = Literal["error", "warning", "info"]

_SEVERITIES: dict[rdflib.term.Node, Severity] = {SH.Violation: "error", SH.Warning: "warning", SH.Info: "info"}
_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that one node breaks. `value` is what is wrong, as text, where SHACL tells it."""

    severity: Severity
    rule: str
    focus: str
    value: str | None
    message_sv: str
    message_en: str

    @property
    def sort_key(self) -> tuple[int, str, str, str]:
        """Errors first, then by rule, place and value: the same order in every run."""
        return (_ORDER[self.severity], self.rule, self.focus, self.value or "")

    def said(self, language: str) -> str:
        """The finding on one line: what to do, of what, and the rule that asks for it.

        `language` is sv or en; any other is told in English.
        """
        message = self.message_sv if language == "sv" else self.message_en
        place = re.sub(r"https?://\S*?/id/", "", self.focus)
        return " ".join(f"{place}: {message} [{self.rule.rpartition('#')[2]}]".split())

    def __str__(self) -> str:
        return self.said("en")


class MalformedShapes(ValueError):
    """The shapes themselves cannot be worked with."""


def validate(data: rdflib.Graph, shapes: rdflib.Graph) -> list[Finding]:
    """What `data` breaks of `shapes`, each once, errors first; an empty list when it conforms.

    The shapes need no ontology beside the data. Time grows with the records: see tests/ontology for a measure.
    Raises MalformedShapes when a shape itself is malformed.
    """
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError

    how = {"advanced": False, "inplace": True, "inference": "none", "do_owl_imports": False, "meta_shacl": False}
    try:
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, **how)
    except ReportableRuntimeError as error:
        raise MalformedShapes(error.message) from error
    if not isinstance(report, rdflib.Graph):
        raise TypeError(f"pyshacl gave no report graph but {report!r}")
    findings = {_finding(report, result, shapes) for result in report.subjects(RDF.type, SH.ValidationResult)}
    return sorted(findings, key=lambda finding: finding.sort_key)


def _finding(report: rdflib.Graph, result: rdflib.term.Node, shapes: rdflib.Graph) -> Finding:
    rule = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
    focus = report.value(result, SH.focusNode)
    value = report.value(result, SH.value)
    severity = report.value(result, SH.resultSeverity)
    if rule is None or focus is None or severity is None:
        raise TypeError(f"a SHACL result has a rule, a place and a severity; got {rule}, {focus}, {severity}")
    text = None if value is None or value == focus else str(value)
    # Shapes of others may have neither a name nor a message in our languages: then the report's own words are told.
    told = " ".join(
        map(str, filter(None, (report.value(result, SH.resultPath), report.value(result, SH.resultMessage))))
    )
    if isinstance(rule, rdflib.BNode):
        rule = report.value(result, SH.sourceConstraintComponent) or rule
    return Finding(
        severity=_SEVERITIES.get(severity, "error"),
        rule=str(rule),
        focus=str(focus),
        value=text,
        message_sv=_message(shapes, rule, "sv", focus, text) or told,
        message_en=_message(shapes, rule, "en", focus, text) or told,
    )


def _message(
    shapes: rdflib.Graph, rule: rdflib.term.Node, language: str, focus: rdflib.term.Node, value: str | None
) -> str:
    texts = [m for m in shapes.objects(rule, SH.message) if isinstance(m, rdflib.Literal) and m.language == language]
    text = str(min(texts)) if texts else ""
    return text.replace("{$this}", str(focus)).replace("{?value}", value or "")
