"""The casework as it stands: questions and analysis put together, for screen and terminal."""
