"""English words that are too common to name anything in a catalogue."""

from convrec.understanding.language import singular

_WORDS = """
the a an of for with in on and or to from at by as but if so than then there here about into over under up down
out off not no yes my me i i'm i'd i've you your we our us they them their he she his her it its is are was were
be been am do does did done have has had can could will would should may might must shall this that these those
what which who whom whose how why when where one ones some any thing something anything set new very more less
too also just only really please thanks hi hello like love hate want need show find get give look looking search
buy see tell let make all other others another good nice great best much many few lot bit kind sort first second
third fourth fifth last two don't doesn't can't isn't euro dollar price cm around
without except instead after before between until since during while because rather recommend suggest compare know
sell thank fine ok okay stand come go goes prefer nothing maybe perhaps fan now take long either neither both i'll
though although anyway btw lol none every each same own else got gonna wanna gimme different again still already yet
sth smth plz pls jus quite actually exactly really particularly honestly totally absolutely definitely
"""
COMMON = frozenset(form for word in _WORDS.split() for form in (word, singular(word)))
