"""The script that draws one page by itself, without what stands around it."""

from lib.ui.shell import alone

alone()
