import { readFile, appendFile } from 'node:fs/promises';

const file = 'data/members-export.csv';

export async function findMember(email) {
  const rows = (await readFile(file, 'utf8')).split('\n').slice(1);
  return rows.find((row) => row.split(';')[3] === email);
}

export async function saveMember({ firstName, lastName, email, birthday }) {
  const cardNumber = 'BC-' + Math.floor(100000 + Math.random() * 900000);
  await appendFile(file, `${cardNumber};${firstName};${lastName};${email};;${birthday};;\n`);
  return { cardNumber, firstName, lastName, email };
}
