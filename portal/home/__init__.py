"""The first page: today for a resident, the public answer for everybody else; and the pages about the house itself."""
