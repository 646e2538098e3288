"""`make bench`: every figure in the README, measured on this machine."""

from bench import editor, pages, presence, speech

if __name__ == "__main__":
    pages.main()
    editor.main()
    presence.main()
    speech.main()
