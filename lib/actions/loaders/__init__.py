"""Storing files: one module for what a file creates, checks, or changes."""
