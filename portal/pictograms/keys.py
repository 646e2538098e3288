"""What can stand in a line's `picture`: a pictogram's key ("coffee", "om:1F40C") or a photo's ("foto:….webp")."""

PHOTO = "foto:"


def is_photo(key: str) -> bool:
    return key.startswith(PHOTO)


def photo_key(name: str) -> str:
    """The key of a photo in the media store."""
    return f"{PHOTO}{name}"


def photo_name(key: str) -> str:
    """The name in the media store of a photo's key."""
    return key.removeprefix(PHOTO)
