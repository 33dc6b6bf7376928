from factcheck.core.heard import Contact, answers_for, was_asked

PARENT = {"press": "office", "office": "city", "city": None, "a": "b", "b": "a"}


def asked(*parties: str, contacts: tuple[Contact, ...] = ()) -> bool:
    return was_asked("city", ["City of Lune", "Lune"], asked=parties, contacts=contacts, parent=PARENT)


def test_a_part_answers_for_the_whole_and_not_the_other_way_round() -> None:
    assert answers_for("press", "city", PARENT)
    assert answers_for("city", "city", PARENT)
    assert not answers_for("city", "press", PARENT)
    assert not answers_for(None, "city", PARENT)
    assert not answers_for("a", "city", PARENT)


def test_a_question_to_somebody_else_is_none_to_the_subject() -> None:
    assert asked("press")
    assert not asked("a", "neighbour")
    assert not asked()


def test_whom_the_desk_called_or_whose_word_it_wrote_down() -> None:
    assert asked(contacts=(Contact("LUNE", None, None),))
    assert asked(contacts=(Contact(None, "office", None),))
    assert asked(contacts=(Contact(None, None, "press"),))
    assert not asked(contacts=(Contact("a neighbour", "a", None), Contact(None, None, None)))
