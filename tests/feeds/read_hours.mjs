// Reads a calendar from standard input with ical.js and writes when it is open: [[start, end], …] in seconds.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
const series = new Map(events.filter((event) => event.isRecurring()).map((event) => [event.uid, event]));
for (const event of events) if (event.isRecurrenceException()) series.get(event.uid).relateException(event);

const open = [];
const note = (starts, ends) => open.push([starts.toUnixTime(), ends.toUnixTime()]);
for (const event of events) {
  if (event.component.getFirstPropertyValue("status") === "CANCELLED" || event.isRecurrenceException()) continue;
  if (!event.isRecurring()) {
    note(event.startDate, event.endDate);
    continue;
  }
  const times = event.iterator();
  for (let time = times.next(); time; time = times.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(time);
    if (item.component.getFirstPropertyValue("status") !== "CANCELLED") note(startDate, endDate);
  }
}
process.stdout.write(JSON.stringify(open));
