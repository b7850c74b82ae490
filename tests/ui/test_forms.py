"""What a form says of the act that it has done."""

from streamlit.testing.v1 import AppTest

from lib.ui import forms


def _page() -> None:
    import streamlit as st

    from lib.ui import forms

    ends = {"interrupted": st.rerun, "ended early": st.stop}
    with forms.telling():
        st.write("A page")
        ends.get(st.session_state.pop("this run is", ""), lambda: None)()


def _after(this_run_is: str) -> AppTest:
    screen = AppTest.from_function(_page)
    screen.session_state[forms.DONE] = forms.Done("It is saved.")
    screen.session_state["this run is"] = this_run_is
    return screen.run()


def _said(screen: AppTest) -> list[str]:
    return [str(told.value) for told in screen.success]


def test_what_was_done_is_said_once() -> None:
    for end in ("whole", "ended early"):
        screen = _after(end)
        assert _said(screen) == ["It is saved."], end
        assert _said(screen.run()) == [], end


def test_it_is_said_again_where_the_next_click_came_between() -> None:
    screen = _after("interrupted")  # and drawn anew, as Streamlit does at once
    assert _said(screen) == ["It is saved."]
    assert _said(screen.run()) == []
