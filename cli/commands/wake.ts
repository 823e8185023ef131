import { turnCommand } from "../hours/command.js";

export default turnCommand("wake", {
  summary:
    "Wake an environment outside its office hours: databases, instances, services, crons. It sleeps again at the next end of its hours.",
  details: [
    "Nobody is told of its monitors meanwhile: for them the night is still one.",
    "It is woken on a holiday, too. Databases take about ten minutes.",
  ],
});
