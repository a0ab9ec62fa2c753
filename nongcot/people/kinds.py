"""The kinds of the roster: pure, no Django. The values are stored, exported and part of the JSON contract."""

from __future__ import annotations

from enum import StrEnum


class UnitKind(StrEnum):
    CONFEDERATION = "confederation"
    PROVINCIAL_FEDERATION = "provincial_federation"
    DIRECT_SUPERIOR = "direct_superior"  # commune, ward, special-zone, industrial-zone unions; before 7/2025 districts
    ENTERPRISE = "enterprise"
    PUBLIC_SERVICE = "public_service"
    NON_PUBLIC_SERVICE = "non_public_service"
    AGENCY = "agency"  # ended in 2025, kept for history
    ARMED_FORCES = "armed_forces"  # ended in 2025, kept for history
    SYNDICATE = "syndicate"  # nghiệp đoàn cơ sở
    MEMBER_UNION = "member_union"  # công đoàn cơ sở thành viên
    SECTION = "section"  # công đoàn bộ phận
    GROUP = "group"  # tổ công đoàn


GRASSROOTS_KINDS = frozenset(
    {
        UnitKind.ENTERPRISE,
        UnitKind.PUBLIC_SERVICE,
        UnitKind.NON_PUBLIC_SERVICE,
        UnitKind.AGENCY,
        UnitKind.ARMED_FORCES,
        UnitKind.SYNDICATE,
    }
)
SUPERIOR_KINDS = frozenset({UnitKind.CONFEDERATION, UnitKind.PROVINCIAL_FEDERATION, UnitKind.DIRECT_SUPERIOR})


class Sector(StrEnum):
    STATE = "state"
    NON_STATE = "non_state"


class Ownership(StrEnum):
    """Finer than the sector, where a list says it."""

    STATE_OWNED = "state_owned"
    PRIVATE = "private"
    FOREIGN_INVESTED = "foreign_invested"
    COOPERATIVE = "cooperative"
    PUBLIC_FULLY_FUNDED = "public_fully_funded"  # 100% from the budget: ended in 2025
    PUBLIC_PARTLY_FUNDED = "public_partly_funded"


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class AgeBand(StrEnum):
    """Full years of age; the value is the first and the last of them."""

    UNDER_30 = "0-29"
    FROM_30 = "30-39"
    FROM_40 = "40-49"
    FROM_50 = "50-59"
    FROM_60 = "60-"


class Education(StrEnum):
    """Levels of schooling, the highest first; OTHER is a text that speaks of none of them."""

    POSTGRADUATE = "postgraduate"
    UNIVERSITY = "university"
    COLLEGE = "college"
    INTERMEDIATE = "intermediate"
    SCHOOL = "school"
    OTHER = "other"
    UNKNOWN = "unknown"


class BodyKind(StrEnum):
    EXECUTIVE_COMMITTEE = "executive_committee"
    STANDING_COMMITTEE = "standing_committee"
    INSPECTION_COMMITTEE = "inspection_committee"
    WOMENS_COMMITTEE = "womens_committee"
    SECTION = "section"
    GROUP = "group"


class Post(StrEnum):
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    HEAD = "head"
    DEPUTY_HEAD = "deputy_head"
    GROUP_LEADER = "group_leader"
    DEPUTY_GROUP_LEADER = "deputy_group_leader"
    ACCOUNTANT = "accountant"
    TREASURER = "treasurer"


SINGLE_POSTS = frozenset({Post.CHAIR, Post.HEAD, Post.GROUP_LEADER})
NOT_ELECTED = frozenset({Post.ACCOUNTANT, Post.TREASURER})
# Chair, vice chairs and members sit on the executive committee; accountant and treasurer need not.
COMMITTEE_SEATS = frozenset({Post.CHAIR, Post.VICE_CHAIR, Post.MEMBER})


class Told(StrEnum):
    """How much of a unit's executive committee has been told, the least first: a list of chairs proves no vacancy."""

    NOTHING = "nothing"  # a list of unions alone, or of group leaders: nothing is known of the chair either
    LEADERS = "leaders"  # chairs, perhaps vice chairs; not who else sits on the committee
    ALL = "all"  # a seat nobody is recorded in is vacant

    @property
    def rank(self) -> int:
        """Order by this; the texts sort by the alphabet."""
        return _TOLD_ORDER.index(self)


_TOLD_ORDER = tuple(Told)


class Mandate(StrEnum):
    """Where a mandate comes from."""

    CONGRESS = "congress"  # bầu tại đại hội
    BY_ELECTION = "by_election"  # bầu bổ sung tại Ban Chấp hành
    APPOINTED = "appointed"  # chỉ định
    PROVISIONAL = "provisional"  # lâm thời


class EndReason(StrEnum):
    """Why a post ended: one code for each Vietnamese act."""

    TERM_ENDED = "term_ended"
    STEPPED_DOWN = "stepped_down"  # thôi tham gia
    RELIEVED = "relieved"  # miễn nhiệm
    RECALLED = "recalled"  # bãi nhiệm
    REMOVED = "removed"  # cách chức
    TRANSFERRED = "transferred"  # chuyển công tác
    RETIRED = "retired"
    DIED = "died"
    UNIT_ENDED = "unit_ended"
    CORRECTED = "corrected"  # the record was wrong
    OTHER = "other"


class UnitEnd(StrEnum):
    DISSOLVED = "dissolved"
    MERGED = "merged"
    SPLIT = "split"
    ENDED_2025 = "ended_2025"


class DecidedFact(StrEnum):
    """What a decision with a number and a day stands behind."""

    NAME = "name"
    KIND = "kind"
    PLACEMENT = "placement"
    END = "end"
    TERM = "term"
    POST = "post"


class Role(StrEnum):
    """What a dated grant on a unit lets its holder do, in that unit's subtree."""

    FEDERATION_OFFICER = "federation_officer"
    SUPERIOR_OFFICER = "superior_officer"
    CHAIR = "chair"
    COMMITTEE_MEMBER = "committee_member"
    INSPECTOR = "inspector"
    GROUP_LEADER = "group_leader"
    READER = "reader"


class SupportKind(StrEnum):
    """How a chair of a first term was helped."""

    MENTOR = "mentor"  # giao người giúp đỡ
    MEETING = "meeting"  # gặp gỡ
    CLASS = "class"  # tập huấn
    OTHER = "other"


class DataRequestKind(StrEnum):
    """What a person may ask about the data held on him or her (Luật 91/2025/QH15)."""

    ACCESS = "access"  # xem, cung cấp
    CORRECTION = "correction"  # chỉnh sửa
    ERASURE = "erasure"  # xóa
    RESTRICTION = "restriction"  # hạn chế, phản đối, rút đồng ý


class DataRequestOutcome(StrEnum):
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class RecordKind(StrEnum):
    """What a dated record of a person tells."""

    TRAINING = "training"  # đào tạo, bồi dưỡng
    AWARD = "award"  # khen thưởng
