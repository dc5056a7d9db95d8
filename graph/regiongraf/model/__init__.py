"""The records: frozen values that refuse to be wrong. Exact decimals throughout, no RDF."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regiongraf.model.codes import (
        ActivityKind,
        ActivityStatus,
        Basis,
        Branch,
        Completeness,
        ControlGround,
        DatePrecision,
        Derivation,
        Directness,
        Field,
        Flaw,
        Form,
        FormBasis,
        FundSource,
        GroupPosition,
        Indicator,
        Instrument,
        ListedThings,
        OwnerSector,
        PlaceKind,
        Precision,
        Rank,
        Recurrence,
        RightKind,
        Role,
        SourceKind,
        Stage,
        Unit,
        VerdictCode,
        VoteReading,
    )
    from regiongraf.model.records import (
        RECORD_KINDS,
        Activity,
        Affiliation,
        ControlRight,
        Cooperation,
        Count,
        Founding,
        Funding,
        Grouping,
        IndicatorValue,
        ListStatement,
        Match,
        Membership,
        Mention,
        Ownership,
        Participation,
        Record,
        Remark,
        Target,
        UnitStatement,
    )
    from regiongraf.model.registry import Document, Entry, Group, Identifier, Judgement, Organisation, Place, Source
    from regiongraf.model.values import NOT_STATED, Evidence, Figure, Period, Share, ShareRange, Slug, Value

__all__ = [
    "NOT_STATED",
    "RECORD_KINDS",
    "Activity",
    "ActivityKind",
    "ActivityStatus",
    "Affiliation",
    "Basis",
    "Branch",
    "Completeness",
    "ControlGround",
    "ControlRight",
    "Cooperation",
    "Count",
    "DatePrecision",
    "Derivation",
    "Directness",
    "Document",
    "Entry",
    "Evidence",
    "Field",
    "Figure",
    "Flaw",
    "Form",
    "FormBasis",
    "Founding",
    "FundSource",
    "Funding",
    "Group",
    "GroupPosition",
    "Grouping",
    "Identifier",
    "Indicator",
    "IndicatorValue",
    "Instrument",
    "Judgement",
    "ListStatement",
    "ListedThings",
    "Match",
    "Membership",
    "Mention",
    "Organisation",
    "OwnerSector",
    "Ownership",
    "Participation",
    "Period",
    "Place",
    "PlaceKind",
    "Precision",
    "Rank",
    "Record",
    "Recurrence",
    "Remark",
    "RightKind",
    "Role",
    "Share",
    "ShareRange",
    "Slug",
    "Source",
    "SourceKind",
    "Stage",
    "Target",
    "Unit",
    "UnitStatement",
    "Value",
    "VerdictCode",
    "VoteReading",
]

# Loaded on first use: who asks a dataset needs the codes at most, and records take longer to load than to ask.
_HOMES = ("codes", "values", "registry", "records")


def __getattr__(name: str) -> object:
    if name in __all__:
        for home in _HOMES:
            module = import_module(f"regiongraf.model.{home}")
            if name in vars(module):
                return vars(module)[name]
    raise AttributeError(f"module 'regiongraf.model' has no attribute {name!r}")
