// Seals a ballot as kernel/ballots does: same records, same proofs. The election comes as
// the exact text of its record, whose hash all proofs bind.
import { challenge, fingerprint, G, mod, P, powersOf, Q, randomScalar, secretOf } from "./group.js";

const powerOfG = powersOf(G);

const product = (numbers) => numbers.reduce((result, one) => (result * one) % P, 1n);
const sum = (numbers) => numbers.reduce((result, one) => result + one, 0n);
const written = ({ alpha, beta }) => `${alpha},${beta}`;
const range = (least, most) =>
  Array.from({ length: most - least + 1 }, (_, step) => BigInt(least + step));

// Where a question may be left blank, a vote has one more in front, 1 for blank.
export function isAllowed(question, vote) {
  const chosen = question.blank ? vote.slice(1) : vote;
  if (vote.length !== question.answers.length + (question.blank ? 1 : 0)) return false;
  if (vote.some((one) => one !== 0 && one !== 1)) return false;
  const count = chosen.filter((one) => one === 1).length;
  if (question.blank && vote[0] === 1) return count === 0;
  return question.min <= count && count <= question.max;
}

// Shows that one of the claims holds, `truth` being its place. A claim is the number
// that a sealed one is said to hide; of every sealed one the nonce is known here.
async function proveOneOf(heading, claims, truth, powerOfKey) {
  const witness = randomScalar();
  const parts = claims.map(() => ({ challenge: randomScalar(), response: randomScalar() }));
  const commitments = claims.map(({ sealed, value }, place) => {
    const { challenge: mine, response } = parts[place];
    const isTrue = place === truth;
    const secret = isTrue ? witness : response + sealed.nonce * mine;
    const surplus = isTrue ? 0n : (sealed.value - value) * mine;
    return `${powerOfG(secret)},${(powerOfKey(secret) * powerOfG(surplus)) % P}`;
  });
  const others = sum(parts.filter((_, place) => place !== truth).map((part) => part.challenge));
  const own = mod((await challenge(heading + commitments.join(","))) - others, Q);
  const response = mod(witness - claims[truth].sealed.nonce * own, Q);
  parts[truth] = { challenge: own, response };
  return parts.map((part) => ({
    challenge: String(part.challenge),
    response: String(part.response),
  }));
}

function sealedNumber(number, powerOfKey) {
  const nonce = randomScalar();
  const value = BigInt(number);
  const beta = (powerOfKey(nonce) * powerOfG(value)) % P;
  return { alpha: powerOfG(nonce), beta, nonce, value };
}

const sumOf = (sealed) => ({
  alpha: product(sealed.map((one) => one.alpha)),
  beta: product(sealed.map((one) => one.beta)),
  nonce: sum(sealed.map((one) => one.nonce)),
  value: sum(sealed.map((one) => one.value)),
});

async function overallProofs(question, sealed, context, powerOfKey) {
  const totals = range(question.min, question.max);
  if (!question.blank) {
    const total = sumOf(sealed);
    const claims = totals.map((value) => ({ sealed: total, value }));
    const heading = `prove|${context}|${written(total)}|`;
    const truth = totals.indexOf(total.value);
    return { overall_proof: await proveOneOf(heading, claims, truth, powerOfKey) };
  }
  const [flag, ...rest] = sealed;
  const total = sumOf(rest);
  const isBlank = flag.value === 1n;
  const allowed = [
    { sealed: flag, value: 1n },
    ...totals.map((value) => ({ sealed: total, value })),
  ];
  const either = [
    { sealed: flag, value: 0n },
    { sealed: total, value: 0n },
  ];
  const truth = isBlank ? 0 : 1 + totals.indexOf(total.value);
  return {
    overall_proof: await proveOneOf(`bproof1|${context}|`, allowed, truth, powerOfKey),
    blank_proof: await proveOneOf(`bproof0|${context}|`, either, isBlank ? 1 : 0, powerOfKey),
  };
}

async function answerOf(question, vote, base, powerOfKey) {
  const sealed = vote.map((number) => sealedNumber(number, powerOfKey));
  const individual = [];
  for (const one of sealed) {
    const claims = [0n, 1n].map((value) => ({ sealed: one, value }));
    const heading = `prove|${base}|${written(one)}|`;
    individual.push(await proveOneOf(heading, claims, Number(one.value), powerOfKey));
  }
  const context = `${base}|${sealed.map(written).join(",")}`;
  const answer = {
    choices: sealed.map(({ alpha, beta }) => ({ alpha: String(alpha), beta: String(beta) })),
    individual_proofs: individual,
    ...(await overallProofs(question, sealed, context, powerOfKey)),
  };
  const openings = sealed.map(({ nonce, value }) => ({ nonce: String(nonce), value: Number(value) }));
  return { answer, openings };
}

async function signed(ballot, secret) {
  const hash = await fingerprint(JSON.stringify(ballot));
  const witness = randomScalar();
  const own = await challenge(`sig|${hash}|${powerOfG(witness)}`);
  const proof = { challenge: String(own), response: String(mod(witness - secret * own, Q)) };
  return JSON.stringify({ ...ballot, signature: { hash, proof } });
}

// The record of a ballot, its tracker, and the openings, which only its voter may have:
// a ballot whose openings were shown must not be cast.
export async function seal(electionRecord, code, votes) {
  const election = JSON.parse(electionRecord);
  const isComplete = votes.length === election.questions.length;
  if (!isComplete || !election.questions.every((one, place) => isAllowed(one, votes[place]))) {
    throw new RangeError("The votes are not as the questions allow.");
  }
  const secret = await secretOf(code, election.uuid);
  const credential = String(powerOfG(secret));
  const hash = await fingerprint(electionRecord);
  const powerOfKey = powersOf(BigInt(election.public_key));
  const answers = [];
  const openings = [];
  for (const [place, question] of election.questions.entries()) {
    const found = await answerOf(question, votes[place], `${hash}|${credential}`, powerOfKey);
    answers.push(found.answer);
    openings.push(found.openings);
  }
  const ballot = { election_uuid: election.uuid, election_hash: hash, credential, answers };
  const record = await signed(ballot, secret);
  return { record, tracker: await fingerprint(record), openings };
}
