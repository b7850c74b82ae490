"""The shell, run from app.py: the menu by permission, and what each mode says."""

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib import actions, queries
from lib.config import ROOT
from lib.domain.measures import Key
from lib.domain.roles import PERMISSIONS, Permission, Role
from lib.domain.users import User
from lib.ui import access, menu

APP = str(ROOT / "app.py")


def _run() -> AppTest:
    return AppTest.from_file(APP, default_timeout=30).run()


def _text(at: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*at.markdown, *at.caption))


@pytest.mark.usefixtures("local")
def test_every_page_carries_product_search_and_footer() -> None:
    at = _run()
    assert not at.exception
    assert "Records access oversight" in _text(at)
    assert "No patient records are held." in _text(at)
    assert [box.label for box in at.selectbox][:1] == ["Find a practice"]
    assert "Sign out" not in [button.label for button in at.button]


@pytest.mark.usefixtures("local")
def test_only_the_demonstration_says_that_the_data_are_invented() -> None:
    assert "invented" not in _text(_run())


@pytest.mark.usefixtures("demo")
def test_the_demonstration_says_so_and_lets_people_be_picked() -> None:
    for name, role in (("Sam", Role.OFFICER), ("Lee", Role.LEAD)):
        email = f"{name.lower()}@x.example"
        actions.users.add(User(email, name, role, None), by=actions.users.SYSTEM)
    at = _run()
    assert "Demonstration: invented data." in _text(at)
    assert "OVERSIGHT_MODE=local uv run streamlit run app.py" in _text(at)
    assert at.selectbox(key="person").value == "sam@x.example"
    at.selectbox(key="person").set_value("lee@x.example").run()
    assert not at.exception


@pytest.mark.usefixtures("local")
def test_nobody_sees_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries.users, "by_email", lambda _email: None)
    at = _run()
    assert not at.title
    assert [error.value for error in at.error]


@pytest.mark.parametrize("role", list(Role))
def test_a_page_without_permission_does_not_stand_in_the_menu(
    monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    monkeypatch.setattr(menu.st, "Page", lambda _page, **said: said)
    monkeypatch.setattr(menu, "gone_by", lambda _user: frozenset(Key))
    user = User("a@x.example", "A", role, icbs=None)
    found: dict[str, Any] = menu.pages(user)
    pages = [page for section in found.values() for page in section]
    shown = {page["title"] for page in pages if page["visibility"] == "visible"}
    listed = [e for e in menu.entries(user) if e.visible]
    allowed = {e.title for e in listed if user.may(e.permission)}
    assert shown == allowed


@pytest.mark.usefixtures("local")
def test_a_page_without_permission_answers_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nobody_imports = {Role.LEAD: [Permission.VIEW]}
    monkeypatch.setattr(
        "lib.domain.users.PERMISSIONS", {**PERMISSIONS, **nobody_imports}
    )
    found = access.signed_in_user()
    assert found is not None
    lead = replace(found, role=Role.LEAD)
    monkeypatch.setattr(access, "signed_in_user", lambda: lead)
    at = _run()
    with pytest.raises(ValueError, match="import_data"):
        at.switch_page("pages/administration/import_data.py")


@pytest.mark.usefixtures("local")
def test_a_refusal_of_a_page_is_a_sentence_not_an_error() -> None:
    def page() -> None:
        from lib.domain.errors import RuleBroken
        from lib.ui import shell

        class Page:
            visibility, title, url_path = "visible", "A page", "page"

            def run(self) -> None:
                raise RuleBroken("The month is closed.")

        shell._run(Page())  # type: ignore[arg-type]

    at = AppTest.from_function(page).run()
    assert [error.value for error in at.error] == ["The month is closed."]
    assert not at.exception


def test_the_menu_has_six_items_or_fewer_and_short_words() -> None:
    visible = [entry for entry in menu.MENU if entry.visible]
    alone = [entry for entry in visible if entry.section == menu.ALWAYS]
    folded = {entry.section for entry in visible} - {menu.ALWAYS}
    assert len(alone) + len(folded) <= 6
    assert all(len(entry.title.split()) <= 6 for entry in visible)


def test_every_page_of_the_menu_exists_and_every_page_is_on_it() -> None:
    lying = {p.relative_to(ROOT / "pages") for p in (ROOT / "pages").rglob("*.py")}
    assert {str(path.with_suffix("")) for path in lying} == {e.path for e in menu.MENU}
