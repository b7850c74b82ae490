"""Tests reach neither the network nor anybody's data."""

import socket
import sqlite3

import pytest

from lib import config
from tests.conftest import OutsideWorld


def test_no_test_calls_another_machine():
    with socket.socket() as caller, pytest.raises(OutsideWorld):
        caller.connect(("192.0.2.1", 80))  # an address kept for examples


def test_no_test_asks_for_the_address_of_another_machine():
    with pytest.raises(OutsideWorld):
        socket.getaddrinfo("example.org", 80)


@pytest.mark.parametrize("url", [config.LOCAL_URL, config.DEMO_URL])
def test_no_test_opens_a_real_database(url):
    with pytest.raises(OutsideWorld):
        sqlite3.connect(url.removeprefix("sqlite:///"))


def test_settings_of_the_machine_are_not_seen():
    assert config.read().mode is config.Mode.DEMO
