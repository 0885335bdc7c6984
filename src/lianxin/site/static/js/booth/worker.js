// Seals ballots beside the page, which stays usable meanwhile. Asked with { election,
// code, votes }, answers { record, tracker, openings } or { refused }.
import { seal } from "./seal.js";

self.addEventListener("message", async ({ data }) => {
  try {
    self.postMessage(await seal(data.election, data.code, data.votes));
  } catch (error) {
    self.postMessage({ refused: error.message });
  }
});
