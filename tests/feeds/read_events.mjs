// Reads a calendar from standard input with ical.js and writes its events: uid, start and end in seconds, what it says.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const [starts, ends] = [event.startDate.toUnixTime(), event.endDate.toUnixTime()];
  const status = component.getFirstPropertyValue("status");
  return { uid: event.uid, starts, ends, says: event.summary, sequence: event.sequence, status };
});
process.stdout.write(JSON.stringify(events));
