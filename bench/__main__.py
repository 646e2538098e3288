"""`make bench`: every figure in the README, measured on this machine."""

from bench import editor, meals, pages, presence, speech

if __name__ == "__main__":
    pages.main()
    editor.main()
    presence.main()
    meals.main()
    speech.main()
