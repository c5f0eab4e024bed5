"""The invented organisations in which the app can be tried: Harbour & Pine, and a smaller one beside it."""

from __future__ import annotations

from bot.sandbox.world import World

AMINA = "UAMINA0001"
BEN = "UBEN000001"
CHLOE = "UCHLOE0001"
DEV = "UDEV000001"
EFUA = "UEFUA00001"
HANA = "UHANA00001"
GRACE = "UGRACE0001"
IVAN = "UIVAN00001"
SLACKBOT = "USLACKBOT"
OTHER_BOT = "UROTABOT01"

TEAM = "TSANDBOX01"

MARY = "UMARY00001"
NOOR = "UNOOR00001"
OLU = "UOLU000001"
PEDRO = "UPEDRO0001"

OTHER_TEAM = "TSANDBOX02"


def demo_world() -> World:
    """A workspace with people in several zones, a guest, somebody who left, and channels of every kind."""
    world = World(TEAM, "Harbour & Pine", "harbour-and-pine")
    world.add_person("Amina Okafor", user_id=AMINA, is_owner=True, title="Head of inclusion")
    world.add_person("Ben Carter", user_id=BEN, title="Talent partner")
    world.add_person("Chloé Dubois", "Europe/Paris", user_id=CHLOE, title="Programme manager")
    world.add_person("Dev Patel", "America/New_York", user_id=DEV, title="Engineering manager")
    world.add_person("Efua Mensah", user_id=EFUA, title="Apprenticeships lead")
    world.add_person("Hana Sato", "Asia/Tokyo", user_id=HANA, title="Outreach")
    world.add_person("Grace O'Neill", "Europe/Dublin", user_id=GRACE, is_guest=True, title="Adviser (guest)")
    world.add_person("Ivan Petrov", user_id=IVAN, deleted=True)
    # Slackbot says of itself that it is no bot.
    world.add_person("Slackbot", None, user_id=SLACKBOT)
    world.add_person("Rota", None, user_id=OTHER_BOT, is_bot=True)
    team = (AMINA, BEN, CHLOE, DEV, EFUA, HANA)
    world.add_channel("social-mobility", team, channel_id="CSOCMOB001")
    world.add_channel("general", (*team, GRACE, OTHER_BOT), app=False, channel_id="CGENERAL01")
    world.add_channel("leadership", (AMINA, BEN, HANA), app=False, is_private=True, channel_id="CLEADERS01")
    world.add_channel("old-project", (AMINA, BEN), is_archived=True, channel_id="COLDPROJ01")
    for user_id in (*team, GRACE):
        world.direct(user_id, world.app.user_id)
    return world


def second_world() -> World:
    """Another organisation, which has the app as well and shares nothing with the first one."""
    world = World(OTHER_TEAM, "Cedar Row", "cedar-row")
    world.add_person("Mary Flynn", "America/Toronto", user_id=MARY, is_owner=True, title="Chief of staff")
    world.add_person("Noor Haddad", "America/Toronto", user_id=NOOR, title="People partner")
    world.add_person("Olu Adeyemi", "Africa/Lagos", user_id=OLU, title="Community manager")
    world.add_person("Pedro Lima", "America/Sao_Paulo", user_id=PEDRO, title="Engineer")
    team = (MARY, NOOR, OLU, PEDRO)
    world.add_channel("inclusion", team, channel_id="CCEDAR0001")
    world.add_channel("random", team, app=False, channel_id="CCEDAR0002")
    for user_id in team:
        world.direct(user_id, world.app.user_id)
    return world
