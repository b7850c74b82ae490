"""The script that the server runs for every visit and click."""

from lib.ui.shell import main

main()
