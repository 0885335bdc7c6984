// A real OpenID Connect provider for the tests: whoever signs in there by any name is
// vouched for under that name. Arguments: its port, the address it may lead back to.
import { Provider } from "oidc-provider";

const [port, back] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "lianxin",
      client_secret: "a-secret-of-the-tests",
      redirect_uris: [back],
      token_endpoint_auth_method: "client_secret_post",
    },
  ],
  claims: { openid: ["sub"], profile: ["preferred_username", "phone_number"] },
  findAccount: async (_context, id) => ({
    accountId: id,
    claims: async () => ({
      sub: id,
      preferred_username: id,
      phone_number: "13800000000",
    }),
  }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
