"""One icon per form, drawn for this project: strokes on a field of 24 by 24."""

from __future__ import annotations

ICONS: dict[str, str] = {
    "State": "M12 3l7 3v5c0 5-3 8-7 10c-4-2-7-5-7-10V6z",
    "StateAgency": "M4 9l8-5l8 5zM7 9v8M12 9v8M17 9v8M4 19h16",
    "Region": "M12 21c-4-4.5-6-7.5-6-11a6 6 0 0 1 12 0c0 3.5-2 6.5-6 11zM10 10a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
    "Municipality": "M4 12l8-7l8 7M6.5 10v9h11v-9M10.5 19v-5h3v5",
    "MunicipalAssociation": "M4 12a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M11 12a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0",
    "CoordinationAssociation": "M12 20c-5-3.5-8-6.5-8-10.5a4 4 0 0 1 8-1.5a4 4 0 0 1 8 1.5c0 4-3 7-8 10.5z",
    "LimitedCompany": "M4 8h16v11H4zM9 8V5h6v3M4 13h16",
    "TradingPartnership": "M4 5h10v10H4zM10 9h10v10H10z",
    "EconomicAssociation": "M4 10h16l-2 9H6zM8 10l4-6l4 6",
    "NonProfitAssociation": "M6 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0M3.5 19c0-4 2.5-6 5.5-6s5.5 2 5.5 6"
    "M14.5 5.5a3 3 0 0 1 0 5M17 13.5c2.5.8 3.5 3 3.5 5.5",
    "Foundation": "M5 20v-9a7 7 0 0 1 14 0v9M9.5 20v-8.5a2.5 2.5 0 0 1 5 0V20M3.5 20h17",
    "EGTC": "M12 4l2.3 5l5.5.6l-4.1 3.7l1.2 5.4l-4.9-2.8l-4.9 2.8l1.2-5.4l-4.1-3.7l5.5-.6z",
    "ForeignBody": "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0M3.5 12h17M12 3.5c3.5 3.5 3.5 13.5 0 17"
    "M12 3.5c-3.5 3.5-3.5 13.5 0 17",
    "FormNotStated": "M8.5 9a3.5 3.5 0 1 1 5.5 2.8c-1.3.9-2 1.6-2 3.2M12 18.5v.4",
    "Network": "M9.5 5.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M4 17.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0"
    "M15 17.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M11 8l-3.3 7.3M13 8l3.3 7.3M9 17.5h6",
    "Council": "M4 5h16v11h-9l-4 4v-4H4zM8 9h8M8 12h5",
    "ContractCollaboration": "M6 3.5h9l3 3v14H6zM9 10h6M9 13.5h6M9 17h3",
    "ProjectCollaboration": "M6 21V4h12l-3 4.5l3 4.5H6",
    "OrganizationalUnit": "M9 4h6v5H9zM4 15h6v5H4zM14 15h6v5h-6zM12 9v3M7 15v-3h10v3",
    "Group": "M12 4l8 4l-8 4l-8-4zM4 12l8 4l8-4M4 16l8 4l8-4",
    "Agreement": "M10 14a4 4 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5"
    "M14 10a4 4 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5",
    "Activity": "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8",
}


def icon(form: str) -> str:
    """The path data of a form's icon; a question mark for what is not known."""
    return ICONS.get(form, ICONS["FormNotStated"])
