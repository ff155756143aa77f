"""The window's side of a project file that loses nothing: what it says, backs up, checks and puts back."""
