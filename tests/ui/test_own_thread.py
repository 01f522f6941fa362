"""Other threads touch nothing of a screen: letters, questions that are lent, and garbage."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.session import LogSession, create_session
from ascertain.ui.bridge import Bridge
from ascertain.ui.own_thread import GarbageRounds, Lent, Letterbox


class Held:
    """Something of a screen; tells on which thread it was let go of."""

    def __init__(self, ended: list[str]) -> None:
        weakref.finalize(self, lambda: ended.append(threading.current_thread().name)).atexit = False

    def touch(self) -> str:
        return "touched"


def touch(held: Held, _: int) -> str:
    return held.touch()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[LogSession]:
    with closing(create_session(tmp_path / "october.ascertain")) as made:
        yield made


def elsewhere(work: Callable[[], object]) -> None:
    thread = threading.Thread(target=work, name="elsewhere")
    thread.start()
    thread.join()


def test_letters_are_read_in_their_order_on_the_thread_of_the_reader(qtbot: QtBot) -> None:
    box, owner, read = Letterbox[list[tuple[int, str]]](), QObject(), list[tuple[int, str]]()
    box.wake(lambda: box.read(read), owner)

    def letter(number: int) -> Callable[[list[tuple[int, str]]], None]:
        return lambda reader: reader.append((number, threading.current_thread().name))

    def post_all() -> None:
        for number in range(1_000):
            box.post(letter(number))

    elsewhere(post_all)
    assert not read
    qtbot.waitUntil(lambda: len(read) == 1_000)
    assert read == [(number, threading.main_thread().name) for number in range(1_000)]


def test_a_letter_that_fails_keeps_no_other_one_back(qtbot: QtBot) -> None:
    box, owner, read = Letterbox[list[int]](), QObject(), list[int]()
    box.wake(lambda: box.read(read), owner)

    def fails(_: list[int]) -> None:
        raise ValueError("unreadable")

    with qtbot.capture_exceptions() as raised:
        for letter in (lambda reader: reader.append(1), fails, lambda reader: reader.append(2)):
            box.post(letter)
        qtbot.waitUntil(lambda: read == [1, 2])
    assert [str(each[1]) for each in raised] == ["unreadable"]


def test_what_is_lent_is_let_go_of_where_it_was_lent() -> None:
    ended: list[str] = []
    held, back = Held(ended), list[str]()
    lent: Lent[int, str] = Lent(partial(touch, held), lambda: back.append("back"))
    del held
    elsewhere(lambda: lent(1))
    assert back == ["back"]
    assert not ended
    assert lent.take_back()
    assert ended == [threading.main_thread().name]
    with pytest.raises(CancelledError):
        lent(1)


def test_what_is_being_called_elsewhere_cannot_be_taken_back() -> None:
    began, go = threading.Event(), threading.Event()

    def slow(_: int) -> None:
        began.set()
        go.wait(20)

    lent = Lent(slow, lambda: None)
    thread = threading.Thread(target=lambda: lent(1))
    thread.start()
    assert began.wait(20)
    assert not lent.take_back()
    go.set()
    thread.join()
    assert lent.take_back()


def test_a_question_is_let_go_of_on_the_thread_that_asked_it(qtbot: QtBot, session: LogSession) -> None:
    """Also one that a newer question replaced while it was being answered, and one that was never begun."""
    ended: list[str] = []
    bridge = Bridge(session)
    asker, answers, began, go = bridge.asker(bridge), list[str](), threading.Event(), threading.Event()

    def ask(slow: bool) -> None:
        held = Held(ended)

        def question(_: object) -> str:
            if slow:
                began.set()
                go.wait(20)
            return held.touch()

        asker.ask(question, answers.append)

    ask(slow=True)
    assert began.wait(20)
    ask(slow=False)
    ask(slow=False)
    go.set()
    qtbot.waitUntil(lambda: answers == ["touched"])
    qtbot.waitUntil(lambda: len(ended) == 3)
    assert set(ended) == {threading.main_thread().name}
    bridge.close()


def test_what_is_carried_to_is_let_go_of_on_the_thread_of_the_screen(qtbot: QtBot, session: LogSession) -> None:
    ended, taken = list[str](), list[int]()

    def take(_: Held, number: int) -> None:
        taken.append(number)

    held, bridge = Held(ended), Bridge(session)
    carry = [bridge.carrier(partial(take, held))]
    del held

    def work() -> None:
        for number in range(3):
            carry[0](number)
        carry.clear()

    elsewhere(work)
    qtbot.waitUntil(lambda: ended == [threading.main_thread().name])
    assert taken == [0, 1, 2]
    bridge.close()


def test_a_widget_that_is_garbage_is_found_by_the_thread_of_the_screen_alone(qtbot: QtBot) -> None:
    ended: list[str] = []

    def leave_garbage() -> None:
        widget = QWidget()
        widget.destroyed.connect(
            lambda: ended.append(threading.current_thread().name), Qt.ConnectionType.DirectConnection
        )
        widget.knows_itself = widget  # type: ignore[attr-defined]  # a circle

    owner = QObject()
    GarbageRounds(owner)
    leave_garbage()
    elsewhere(lambda: [[number] for number in range(200_000)])
    assert not ended
    leaves = [[number] for number in range(2_000)]
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.main_thread().name]
    assert leaves
