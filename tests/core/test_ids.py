import uuid
from datetime import UTC, datetime

from factcheck.core.ids import counted_uids, uid7


def test_uids_are_uuids_of_version_seven_in_the_order_they_were_made():
    made = [uid7() for _ in range(10_000)]
    assert {uuid.UUID(each).version for each in made} == {7}
    assert {uuid.UUID(each).variant for each in made} == {uuid.RFC_4122}
    assert made == sorted(set(made))


def test_counted_uids_repeat_and_labels_keep_them_apart():
    start = datetime(2026, 11, 24, tzinfo=UTC)
    one, again, other = (counted_uids(start, label) for label in ("a", "a", "b"))
    assert [one() for _ in range(3)] == [again() for _ in range(3)]
    assert other() != counted_uids(start, "a")()
    assert uuid.UUID(other()).version == 7
