"""Fold-outs that are drawn once they are open."""

from streamlit.testing.v1 import AppTest

from lib.ui import folds


def _page() -> None:
    import streamlit as st

    from lib.ui import folds

    st.button("Again")
    if fold := folds.opened("Every word", "words"):
        with fold:
            st.write("Drawn")


def test_what_is_shut_is_not_drawn() -> None:
    screen = AppTest.from_function(_page).run()
    assert [each.label for each in screen.expander] == ["Every word"]
    assert not screen.markdown


def test_what_somebody_opened_stays_open() -> None:
    screen = AppTest.from_function(_page).run()
    screen.session_state["words"] = True
    assert [each.value for each in screen.run().markdown] == ["Drawn"]
    assert [each.value for each in screen.button[0].click().run().markdown] == ["Drawn"]


def test_a_text_holds_it_all() -> None:
    screen = AppTest.from_function(_page)
    screen.session_state[folds._WHOLE] = True
    assert [each.value for each in screen.run().markdown] == ["Drawn"]


def _tabbed() -> None:
    import streamlit as st

    from lib.ui import folds

    about = st.text_input("About", "X99001")
    first, second = folds.tabs(["First", "Second"], "part", of=about)
    if first:
        first.write("This comes first")
    if second:
        second.text_input("Typed in the second")


def test_a_tab_is_drawn_once_it_was_opened_and_stays() -> None:
    screen = AppTest.from_function(_tabbed).run()
    assert [each.value for each in screen.markdown] == ["This comes first"]
    assert len(screen.text_input) == 1
    screen.session_state["part"] = "Second"
    screen.run().text_input[1].set_value("half a word").run()
    screen.session_state["part"] = "First"
    assert screen.run().text_input[1].value == "half a word"
    assert len(screen.text_input[0].set_value("X99002").run().text_input) == 1
