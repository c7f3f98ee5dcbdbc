// Values that are published for tests and documentation, in which nobody is hurt.
// Sources: https://docs.stripe.com/testing, https://developer.paypal.com/tools/sandbox/card-testing/, https://www.iban.com/structure,
// https://www.rfc-editor.org/rfc/rfc2606, https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama

import { expression } from '../../../text/expression.ts';
import { wordList } from '../../../text/word-list.ts';

/** Card numbers that payment providers publish, digits alone. */
export const publishedCards: ReadonlySet<string> = new Set(
  wordList`
    4111111111111111 4242424242424242 4012888888881881 4000056655665556 4222222222222 4012000033330026 4007000000027
    4917610000000000 4444333322221111 5555555555554444 5105105105105100 5200828282828210 2223003122003222 2223000048400011
    5454545454545454 5500000000000004 378282246310005 371449635398431 378734493671000 340000000000009 370000000000002
    6011111111111117 6011000990139424 6011981111111113 6011000000000004 30569309025904 38520000023237 3056930009020004
    36227206271667 36259600000004 30000000000004 3566002020360505 3530111333300000 3088000000000009 6200000000000005
    6200000000000047 6205500000000000004 6243030000000001 6221261111117766 6223164991230014 6304000000000000
    6759649826438453 5019717010103742 6331101999990016 6555900000604105
  `,
);

/** Account numbers that documentation uses, without blanks. */
export const publishedIbans: ReadonlySet<string> = new Set(
  wordList`
    GB82WEST12345698765432 GB29NWBK60161331926819 GB33BUKB20201555555555 DE89370400440532013000 DE75512108001245126199
    FR1420041010050500013M02606 FR7630006000011234567890189 NL91ABNA0417164300 NL02ABNA0123456789 BE68539007547034
    ES9121000418450200051332 IT60X0542811101000000123456 AT611904300234573201 CH9300762011623852957 IE29AIBK93115212345678
    PT50000201231234567890154 PL61109010140000071219812874 SE4550000000058398257466 NO9386011117947 DK5000400440116243
    FI2112345600000785 LU280019400644750000 CZ6508000000192000145399 SK3112000000198742637541 HU42117730161111101800000000
    RO49AAAA1B31007593840000 BG80BNBG96611020345678 GR1601101250000000012300695 HR1210010051863000160 SI56263300012039086
    EE382200221020145685 LV80BANK0000435195001 LT121000011101001000 MT84MALT011000012345MTLCAST001S
    CY17002001280000001200527600 TR330006100519786457841326 IL620108000000099999999 SA0380000000608010167519
    AE070331234567890123456 BR1800360305000010009795493C1 UA213223130000026007233566001 KZ86125KZT5004100100
  `,
);

const reservedDomain =
  /(?:^|\.)(?:example|test|invalid|localhost|local|internal|home\.arpa|localdomain)$|(?:^|\.)example\.[a-z.]{2,6}$/i;
const customaryDomain = expression('i')`
  ^(?:
    test|foo|bar|baz|acme|domain|email|mail|company|yourcompany|mydomain|yourdomain|contoso|fabrikam|adatum|
    wingtiptoys|northwindtraders|somewhere|someone|host|abc|xyz|a|b|c|x|y|z|blah|qux|dummy|fake|sample|site|server|
    mycompany|your-?[a-z]+
  )\.(?:com|net|org|io|co|de|edu|dev)$
`;

/** Whether a domain is reserved for examples, or customary in them. */
export function isExampleDomain(domain: string): boolean {
  return reservedDomain.test(domain) || customaryDomain.test(domain);
}

const fictitious = expression()`
  ^(?:
    1?\d{3}555\d{4}|1?555\d{7}|1?\d{3}5551212|1?1234567890|1?8005550199|
    (?:44)?0?(?:
      2079460\d{3}|1632960\d{3}|1(?:1[3-8]|[2-6]1)4960\d{3}|1914980\d{3}|289649\d{4}|2920180\d{3}|7700900\d{3}|
      8081570\d{3}|909879\d{4}|3069990\d{3}
    )|
    (?:33|0)0?(?:199|26191|35301|46571|53649|63998)\d{4,6}|(?:61|0)0?(?:[2378]5550\d{4}|[2378]7010\d{4}|491570\d{3})|
    (?:49|0)0?(?:3023125\d{3}|6990009\d{3}|4066969\d{3}|2214710\d{3}|8999998\d{3})
  )$
`;

/** Whether a phone number is from a range that is kept for fiction, digits alone. */
export function isFictitiousPhone(digits: string): boolean {
  return (
    fictitious.test(digits.replace(/^00/, '')) ||
    /^(\d)\1+$/.test(digits) ||
    '01234567890123456789'.includes(digits) ||
    '98765432109876543210'.includes(digits)
  );
}

/** Whether a phone number counts up or goes in triples, as those do that people make up: +49 151 23456789, 070-123 45 67, +1 222 333 4444. */
export function isCountedUp(digits: string): boolean {
  return /1234567|2345678|3456789|9876543|(\d)\1\1(\d)\2\2/.test(digits);
}
