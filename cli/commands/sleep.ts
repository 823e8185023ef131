import { turnCommand } from "../hours/command.js";

export default turnCommand("sleep", {
  summary:
    "Put an environment to sleep that has office hours: crons, services, instances, databases. It wakes at their next beginning.",
  details: [
    "Within its hours its monitors alert of what sleeps: ./gantry mute keeps them quiet until the hours end.",
    "Data stays. What can't be stopped goes on costing: docs/guides/office-hours.md.",
  ],
});
