"""The code lists that records draw on; `ontology/codes/*.ttl` labels and defines each code."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """Legal form of an organisation, or the kind of a body that is no legal person. Pairwise disjoint."""

    STATE = "State"
    REGION = "Region"
    MUNICIPALITY = "Municipality"
    STATE_AGENCY = "StateAgency"
    MUNICIPAL_ASSOCIATION = "MunicipalAssociation"
    COORDINATION_ASSOCIATION = "CoordinationAssociation"
    LIMITED_COMPANY = "LimitedCompany"
    TRADING_PARTNERSHIP = "TradingPartnership"
    ECONOMIC_ASSOCIATION = "EconomicAssociation"
    NON_PROFIT_ASSOCIATION = "NonProfitAssociation"
    FOUNDATION = "Foundation"
    EGTC = "EGTC"
    FOREIGN_BODY = "ForeignBody"
    FORM_NOT_STATED = "FormNotStated"
    NETWORK = "Network"
    COUNCIL = "Council"
    CONTRACT_COLLABORATION = "ContractCollaboration"
    PROJECT_COLLABORATION = "ProjectCollaboration"
    ORGANIZATIONAL_UNIT = "OrganizationalUnit"

    @property
    def is_legal_person(self) -> bool:
        """True for forms that are legal persons of their own."""
        return self not in _NOT_LEGAL_PERSONS

    @property
    def can_be_owned(self) -> bool:
        """True for forms that have owners; a form that is not stated may have."""
        return self in {Form.LIMITED_COMPANY, Form.TRADING_PARTNERSHIP, Form.FOREIGN_BODY, Form.FORM_NOT_STATED}


_NOT_LEGAL_PERSONS = {
    Form.STATE_AGENCY,
    Form.NETWORK,
    Form.COUNCIL,
    Form.CONTRACT_COLLABORATION,
    Form.PROJECT_COLLABORATION,
    Form.ORGANIZATIONAL_UNIT,
    Form.FORM_NOT_STATED,
}


class FormBasis(StrEnum):
    """How the form of an organisation is known."""

    STATED = "FormStated"
    NAME = "FormByName"
    LAW = "FormByLaw"
    BACKGROUND = "FormByBackground"
    NOT_KNOWN = "FormUnknown"


class Branch(StrEnum):
    """What a body does, beside its form; an OWL class each."""

    UNIVERSITY = "University"
    MUSEUM = "Museum"
    FOLK_HIGH_SCHOOL = "FolkHighSchool"
    LIBRARY = "Library"
    PUBLIC_TRANSPORT_AUTHORITY = "PublicTransportAuthority"
    TRAIN_COMPANY = "TrainCompany"
    PERFORMING_ARTS = "PerformingArts"
    FILM_FUND = "FilmFund"
    ARCHIVE = "Archive"
    BUSINESS_SUPPORT = "BusinessSupport"
    ENERGY_OFFICE = "EnergyOffice"


class ActivityKind(StrEnum):
    """What kind of undertaking an activity is; an OWL class each."""

    PROJECT = "Project"
    PLAN = "Plan"
    PROGRAMME = "Programme"
    MEASURE = "Measure"
    SERVICE = "Service"
    EDUCATION = "EducationProgramme"
    EVENT = "Event"


class ActivityStatus(StrEnum):
    """How far an activity has come, as the source says."""

    PROPOSED = "Proposed"
    UPCOMING = "Upcoming"
    ONGOING = "Ongoing"
    COMPLETED = "Completed"
    ONGOING_OR_COMPLETED = "OngoingOrCompleted"
    NOT_STATED = "StatusNotStated"


class Rank(StrEnum):
    """Which of several statements counts. Only Preferred and Normal are derived from."""

    PREFERRED = "Preferred"
    NORMAL = "Normal"
    REFINED = "Refined"
    DEPRECATED = "Deprecated"

    @property
    def is_active(self) -> bool:
        """True for the ranks that derived edges and answers rest on."""
        return self in {Rank.PREFERRED, Rank.NORMAL}


class Derivation(StrEnum):
    """How a reader got from the source's words to the record."""

    STATED = "Stated"
    ADJACENT = "AdjacentInText"
    RANK_PAIRING = "RankPairing"
    REVIEWED_READING = "ReviewedReading"
    RESOLVED_BY_REFERENCE = "ResolvedByReference"


class Precision(StrEnum):
    """How exact a figure is, as the source puts it."""

    EXACT = "Exact"
    ROUNDED = "Rounded"
    APPROXIMATE = "Approximate"
    AT_LEAST = "AtLeast"
    AT_MOST = "AtMost"


class DatePrecision(StrEnum):
    """The finest unit that a date was stated in."""

    YEAR = "YearPrecision"
    MONTH = "MonthPrecision"
    DAY = "DayPrecision"


class Basis(StrEnum):
    """What a share is a share of."""

    CAPITAL = "Capital"
    VOTES = "Votes"
    NOT_STATED = "BasisNotStated"


class Directness(StrEnum):
    """Whether an owner holds its share itself."""

    DIRECT = "Direct"
    INDIRECT = "Indirect"
    NOT_STATED = "DirectnessNotStated"


class RightKind(StrEnum):
    """What a right of control is a right to."""

    BOARD = "BoardAppointment"
    VOTES = "VotingRight"
    SOLE_INFLUENCE = "SoleInfluence"


class ListedThings(StrEnum):
    """What a list or a count is a list or a count of."""

    OWNERS = "Owners"
    MEMBERS = "Members"
    FOUNDERS = "Founders"
    PARTIES = "Parties"
    RECIPIENTS = "Recipients"
    BODIES = "Bodies"
    COUNTRIES = "Countries"
    ITEMS = "Items"


class Completeness(StrEnum):
    """Whether a source's list names everyone."""

    CLOSED = "ClosedList"
    OPEN = "OpenList"
    NOT_SAID = "ListNotSaid"


class Stage(StrEnum):
    """How far money has come. Sums never cross stages."""

    ALLOCATED = "Allocated"
    BUDGETED = "Budgeted"
    GRANTED = "Granted"
    PAID = "Paid"
    PLANNED = "Planned"
    TARGET = "Target"
    NOT_STATED = "StageNotStated"


class Instrument(StrEnum):
    """In what form money is given."""

    APPROPRIATION = "Appropriation"
    TRANSFER = "Transfer"
    STATE_GRANT = "StateGrant"
    BUSINESS_GRANT = "BusinessGrant"
    INVESTMENT_GRANT = "InvestmentGrant"
    BROADBAND_GRANT = "BroadbandGrant"
    PROJECT_GRANT = "ProjectGrant"
    OPERATING_GRANT = "OperatingGrant"
    CO_FINANCING = "CoFinancing"
    PROJECT_BUDGET = "ProjectBudget"
    EDUCATION_FUNDING = "EducationFunding"
    LOAN = "Loan"
    NOT_STATED = "InstrumentNotStated"


class FundSource(StrEnum):
    """Which pot money comes from, when the source names a pot rather than a body."""

    EU_FUNDS = "EuFunds"
    STATE_GRANTS = "StateGrants"
    REGIONAL_DEVELOPMENT_FUNDS = "RegionalDevelopmentFunds"
    NATIONAL_APPROPRIATION = "NationalAppropriation"
    GROWTH_FUNDS = "GrowthFunds"
    PROJECT_FUNDS = "ProjectFunds"
    REGIONAL_FUNDS = "RegionalFunds"
    ONE_TO_ONE_FUNDS = "OneToOneFunds"
    EXTERNAL_FUNDS = "ExternalFunds"


class Recurrence(StrEnum):
    """How often money flows."""

    ANNUAL = "Annual"


class Role(StrEnum):
    """What an agent does in an activity, a body or an agreement."""

    MEMBER = "MemberRole"
    NETWORK_MEMBER = "NetworkMember"
    CONTRACT_PARTY = "ContractParty"
    PROJECT_PARTY = "ProjectParty"
    DRIVER = "DriverRole"
    RESPONSIBLE = "Responsible"
    COORDINATOR = "Coordinator"
    PRINCIPAL = "PrincipalRole"
    PROVIDER = "Provider"
    FUNDER = "FunderRole"
    CO_FUNDER = "CoFunder"
    PARTICIPANT = "ParticipantRole"
    PARTNER = "Partner"
    INITIATOR = "Initiator"
    ADVISOR = "Advisor"
    SUPPORTER = "Supporter"
    TEACHER = "TeachingContributor"
    TARGET_GROUP = "TargetGroup"
    PLACEMENT_HOST = "PlacementHost"


class Field(StrEnum):
    """Policy fields, as the reports of regions divide their work."""

    REGIONAL_DEVELOPMENT = "RegionalDevelopment"
    BUSINESS = "BusinessDevelopment"
    SKILLS = "SkillsSupply"
    CULTURE = "Culture"
    PUBLIC_HEALTH = "PublicHealth"
    INFRASTRUCTURE = "Infrastructure"
    PUBLIC_TRANSPORT = "PublicTransport"
    TRANSITION = "SocietalTransition"
    ENERGY_CLIMATE = "EnergyAndClimate"
    ANALYSIS = "AnalysisAndStatistics"
    BROADBAND = "Broadband"
    HYDROGEN = "Hydrogen"
    EQUALITY = "GenderEquality"
    CRIME_PREVENTION = "CrimePrevention"
    INTEREST_REPRESENTATION = "InterestRepresentation"
    RURAL_SERVICES = "RuralServices"
    TOURISM = "Tourism"
    REHABILITATION = "Rehabilitation"
    EDUCATION = "Education"


class Unit(StrEnum):
    """Units of indicators and figures."""

    COUNT = "CountUnit"
    SEK = "SwedishKrona"
    PERCENT = "Percent"


class Indicator(StrEnum):
    """What a published figure measures."""

    CUSTOMER_MEETINGS = "CustomerMeetings"
    CONTRACT_CUSTOMERS = "RegisteredServiceCustomers"
    LOANS_GRANTED = "LoansGranted"
    LOAN_AMOUNT_GRANTED = "LoanAmountGranted"
    CULTURE_ACTIVITIES = "CultureActivitiesForOlderPeople"


class Flaw(StrEnum):
    """What is wrong in a source, where the record keeps what it says."""

    ORDER_LOST = "OrderLost"
    UNIT_ERROR = "UnitError"
    CONTRADICTION = "Contradiction"
    LABEL_LOST = "LabelLost"
    MISSPELLING = "Misspelling"
    TEXT_LOST = "TextLost"
    VAGUE_REFERENCE = "VagueReference"


class SourceKind(StrEnum):
    """What a work is."""

    REPORT = "ReportSource"
    CODE_LIST = "CodeListSource"
    BACKGROUND = "BackgroundKnowledge"


class PlaceKind(StrEnum):
    """What a place is."""

    COUNTRY = "Country"
    COUNTY = "County"
    MUNICIPAL_AREA = "MunicipalArea"
    LOCALITY = "Locality"
    ROUTE = "Route"
    AREA = "Area"


class VerdictCode(StrEnum):
    """What the statements allow to be said of a conclusion."""

    CERTAIN = "Certain"
    POSSIBLE = "Possible"
    RULED_OUT = "RuledOut"


class VoteReading(StrEnum):
    """How votes are read where a source states capital, or does not say what a share is a share of."""

    STRICT = "StrictReading"
    ONE_SHARE_ONE_VOTE = "OneShareOneVote"


class ControlGround(StrEnum):
    """What a conclusion about control rests on."""

    VOTES = "ByVotes"
    BOARD = "ByBoard"
    SOLE_INFLUENCE = "BySoleInfluence"
    SAME_LEGAL_PERSON = "SameLegalPerson"
    SHARES_NOT_KNOWN = "SharesNotKnown"
    HOLDERS_NOT_NAMED = "HoldersNotNamed"
    OTHERS_DECIDE = "OthersDecide"


class OwnerSector(StrEnum):
    """The classes of the official statistics on publicly owned enterprises."""

    STATE = "StateOwned"
    MUNICIPAL = "MunicipallyOwned"
    REGIONAL = "RegionallyOwned"
    NOT_PUBLIC = "NotPubliclyOwned"


class GroupPosition(StrEnum):
    """What a body is to a parent."""

    SUBSIDIARY = "Subsidiary"
    ASSOCIATED = "Associated"
