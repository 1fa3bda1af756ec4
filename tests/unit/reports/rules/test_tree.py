from hypothesis import given
from hypothesis import strategies as st

from reports.rules.tree import Place, Way, branch_before, end_of_branch, moved, numbers, too_deep, ways

LEVELS = st.lists(st.integers(1, 3), min_size=1, max_size=12)


def test_a_branch_ends_before_the_next_section_of_its_level() -> None:
    levels = [1, 2, 3, 2, 1, 2]

    assert [end_of_branch(levels, place) for place in range(6)] == [4, 3, 3, 4, 6, 6]


def test_the_branch_before_is_of_the_same_level_and_parent() -> None:
    levels = [1, 2, 3, 2, 1, 2]

    assert [branch_before(levels, place) for place in range(6)] == [None, None, None, 1, 0, None]


@given(LEVELS)
def test_branches_of_the_top_level_cover_the_whole_tree(levels: list[int]) -> None:
    levels[0] = 1
    place, covered = 0, 0

    while place < len(levels):
        end = end_of_branch(levels, place)
        covered += end - place
        assert all(level > levels[place] for level in levels[place + 1 : end])
        place = end

    assert covered == len(levels)


def test_levels_may_rise_by_any_number_and_fall_by_one() -> None:
    tree = [Place(1, True), Place(2, True), Place(3, True), Place(1, True)]

    assert too_deep(tree) is None


def test_a_level_that_jumps_is_found() -> None:
    assert too_deep([Place(2, True)]) == 0
    assert too_deep([Place(1, True), Place(3, True)]) == 1


def test_a_section_without_a_heading_does_not_carry_deeper_ones() -> None:
    assert too_deep([Place(1, True), Place(2, False), Place(3, True)]) == 2
    assert too_deep([Place(1, True), Place(2, False), Place(2, True)]) is None


def test_sections_are_numbered_by_their_place() -> None:
    tree = [
        Place(1, True, True),
        Place(2, True, True),
        Place(2, True, True),
        Place(3, True, True),
        Place(1, True, True),
        Place(2, True, True),
    ]

    assert list(numbers(tree)) == ["1.", "1.1", "1.2", "1.2.1", "2.", "2.1"]


def test_a_section_without_number_or_heading_takes_none() -> None:
    tree = [Place(1, True, True), Place(1, False, True), Place(1, True, False), Place(1, True, True)]

    assert list(numbers(tree)) == ["1.", "", "", "2."]


def test_under_a_heading_without_a_number_counting_begins_afresh() -> None:
    tree = [Place(1, True), Place(2, True, True), Place(2, True, True), Place(1, True), Place(2, True, True)]

    assert list(numbers(tree)) == ["", "1.", "2.", "", "1."]


def test_a_section_can_go_where_the_tree_stays_lawful() -> None:
    tree = [Place(1, True), Place(2, True), Place(2, True), Place(3, True), Place(1, True)]

    assert [ways(tree, place) for place in range(5)] == [
        (Way.DOWN,),
        (Way.DOWN, Way.OUT),
        (Way.UP, Way.OUT),
        (Way.OUT,),
        (Way.UP, Way.IN),
    ]


def test_nothing_goes_under_a_section_without_a_heading() -> None:
    tree = [Place(1, False), Place(1, True)]

    assert [ways(tree, place) for place in range(2)] == [(Way.DOWN,), (Way.UP,)]


@given(LEVELS, st.data(), st.sampled_from(Way))
def test_a_step_loses_no_section_and_keeps_each_branch_together(
    levels: list[int], data: st.DataObject, way: Way
) -> None:
    start = data.draw(st.integers(0, len(levels) - 1))
    branch = list(range(start, end_of_branch(levels, start)))

    tree = moved(levels, start, way)

    if tree is None:
        assert way in (Way.UP, Way.DOWN)
        return
    order = [index for index, _ in tree]
    place = order.index(start)
    assert sorted(order) == list(range(len(levels)))
    assert order[place : place + len(branch)] == branch
    assert len({level - levels[index] for index, level in tree if index in branch}) == 1
