// A voter's code, read as kernel/ballots reads it: 14 characters and one that checks them,
// however dashes, spaces or the wide letters of a Chinese keyboard stand between and in it.
const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const CHARACTERS = 15;
const CHECK = 53n;

function checks(body) {
  const value = [...body.slice(0, -1)].reduce(
    (result, one) => result * BigInt(BASE58.length) + BigInt(BASE58.indexOf(one)),
    0n,
  );
  return body.at(-1) === BASE58[Number(CHECK - (value % CHECK))];
}

// Answers { code } as it was printed, or { wrong }: what is wrong with what was typed.
export function readCode(typed) {
  const body = typed.normalize("NFKC").replaceAll(/[\s\u2010-\u2015\u2212-]/gu, "");
  if ([...body].some((one) => !BASE58.includes(one))) return { wrong: "character" };
  if (body.length !== CHARACTERS) return { wrong: "length" };
  if (!checks(body)) return { wrong: "typo" };
  return { code: body.match(/.{3}/gu).join("-") };
}
