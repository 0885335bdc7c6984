// The group BELENIOS-2048 and its hashes, with nothing but BigInt and WebCrypto.
export const P =
  20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049081167099310535867780980030790491654063777173764198678527273474476341835600035698305193144284561701911000786737307333564123971732897913240474578834468260652327974647951137672658693582180046317922073668860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201320481118852408731077014151666200162313177169372189248078507711827842317498073276598828825169183103125680162072880719n;
export const Q = 78571733251071885079927659812671450121821421258408794611510081919805623223441n;
export const G =
  2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285676155269678799694668298749389095083896573425601900601068477164491735474137283104610458681314511781646755400527402889846139864532661215055797097162016168270312886432456663834863635782106154918419982534315189740658186868651151358576410138882215396016043228843603930989333662772848406593138406010231675095763777982665103606822406635076697764025346253773085133173495194248967754052573659049492477631475991575198775177711481490920456600205478127054728238140972518639858334115700568353695553423781475582491896050296680037745308460627n;

const WINDOWS = 64;
const text = new TextEncoder();

export const mod = (number, modulus) => ((number % modulus) + modulus) % modulus;

// A function that gives powers of one base: of 64 windows of 4 bits, one product each.
export function powersOf(base) {
  const rows = [];
  let step = base;
  for (let window = 0; window < WINDOWS; window += 1) {
    const row = [1n];
    for (let digit = 1; digit < 16; digit += 1) row.push((row[digit - 1] * step) % P);
    rows.push(row);
    step = (row[15] * step) % P;
  }
  return (exponent) => {
    const digits = mod(exponent, Q).toString(16).padStart(WINDOWS, "0");
    let result = 1n;
    for (let window = 0; window < WINDOWS; window += 1) {
      const digit = parseInt(digits[WINDOWS - 1 - window], 16);
      if (digit) result = (result * rows[window][digit]) % P;
    }
    return result;
  };
}

const numberOf = (bytes) =>
  BigInt(`0x${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`);

const digestOf = async (message) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", text.encode(message)));

// SHA-256 as a number modulo the order of the group.
export const challenge = async (message) => numberOf(await digestOf(message)) % Q;

// SHA-256 in base 64 without padding: fingerprints and trackers.
export async function fingerprint(message) {
  return btoa(String.fromCharCode(...(await digestOf(message)))).replaceAll("=", "");
}

// A secret exponent: 128 bits more than needed, so that none is likelier than another.
export const randomScalar = () => numberOf(crypto.getRandomValues(new Uint8Array(48))) % Q;

// The secret of a voter's code in one election.
export async function secretOf(code, uuid) {
  const key = await crypto.subtle.importKey("raw", text.encode(code), "PBKDF2", false, [
    "deriveBits",
  ]);
  const salt = text.encode(uuid);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: 1000 };
  return numberOf(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256))) % Q;
}
