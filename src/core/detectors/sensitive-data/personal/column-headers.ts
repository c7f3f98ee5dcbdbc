// Headers of columns that hold data of people, by what they hold: ten languages, in small letters without accents, blanks and signs.

import { wordList } from '../../../text/word-list.ts';

/** What a column holds. */
export type ColumnKind =
  | 'email'
  | 'phone'
  | 'name'
  | 'birth'
  | 'id'
  | 'account'
  | 'health'
  | 'pay'
  | 'special'
  | 'address'
  | 'place'
  | 'about';

const headers: Readonly<Record<ColumnKind, readonly string[]>> = {
  email: wordList`
    adresemail adresseemail correioeletronico correo correoelectronico courriel email emailaddress emailadres
    emailadresse mail mel pec personalemail poczta postaelettronica privateemail workemail メール メールアドレス 电子邮件 邮件 邮箱
  `,
  phone: wordList`
    cellphone cellulare celular fax handy homephone komorka mobiel mobile mobilenumber mobilephone mobilnummer movil
    numertelefonu phone phone1 phonenumber portable rufnummer tel telefon telefone telefonnummer telefono telefoon
    telefoonnummer telemovel telephone telephonenumber workphone 手机 手机号 携帯 携帯電話 电话 联系电话 電話番号
  `,
  name: wordList`
    achternaam ansprechpartner apelido apellido apellidos cardholder cognome contactname contactperson contactpersoon
    customername employeename familienname familyname firstname fname forename fullname geburtsname givenname guestname
    holder imie imieinazwisko inhaber intestatario kundenname lastname lname maidenname membername middlename naam
    nachname name nazwisko nazwiskopanienskie nom nombre nombrecompleto nombreyapellidos nomcomplet nomdefamille
    nomdenaissance nomecompleto nomeecognome nomeproprio nometprenom nominativo patientname prenom primeironome
    sobrenome surname titulaire titular tussenvoegsel username volledigenaam voornaam vorname własciciel お名前 フリガナ 名前
    名前（名） 名字 姓名 客户姓名 担当者 氏名 联系人 苗字 nome
  `,
  birth: wordList`
    birthdate birthday birthyear datadenascimento datadinascita dataurodzenia datedenaissance dateofbirth dob
    fechadenacimiento geb geboortedatum geburtsdatum geburtstag 出生日期 生年月日 生日 誕生日
  `,
  id: wordList`
    ausweisnummer bsn btwnummer burgerservicenummer cartadidentita cartaodecidadao cedula cif cni cnpj codicefiscale
    contribuinte cpf cuit curp dni dowodosobisty ein idnumber nationalid nie nif nino nip nir nit
    numerodesecuritesociale numerofiscal partitaiva pasaporte paspoort paspoortnummer passaporte passaporto passeport
    passnummer passport passportnumber paszport personalausweis personalid pesel piva pps regon reisepass rfc rg rsin
    rut siren siret socialsecurity socialsecuritynumber sofinummer sozialversicherungsnummer ssn steuerid steuernummer
    taxid tin tva ustidnr vat パスポート番号 マイナンバー 個人番号 护照 护照号 旅券番号 法人番号 税号 统一社会信用代码 证件号码 身份证 身份证号 運転免許証番号
  `,
  account: wordList`
    accountnumber agencia bankaccount bankverbindung bic blz caducidad cardnumber cbu clabe compte conta contocorrente
    creditcard creditcardnumber cryptogramme cuenta cvv datawaznosci datedexpiration gultigbis iban kaartnummer
    kartennummer kontonummer numerkarty numerkonta numerocarta numerodecarte numerodetarjeta numerodocartao prufziffer
    rachunek rekeningnummer rib routingnumber sortcode swift vervaldatum カード番号 卡号 口座番号 开户行 支店番号 有効期限 有效期 銀行 银行账号
  `,
  health: wordList`
    alergia allergies allergy bloodgroup bloodtype cartellaclinica diagnose diagnoses diagnosi diagnosis diagnostic
    diagnostico groupesanguin grupakrwi grupposanguigno historiaclinica hivstatus icd icd10 icdcode krankenkasse leki
    medicacao medicacion medicatie medication medications medikament mutuelle nfz patientid patientnummer rozpoznanie
    testresult versichertennummer zorgverzekering 保険証番号 処方 既往歴 用药 病历号 病名 血型 血液型 診断 诊断
  `,
  pay: wordList`
    annualsalary basesalary gehalt grosssalary hourlyrate jahresgehalt lohn loon monthlysalary netpay netsalary nomina
    ordenado pensja remuneration retribuzione salaire salario salaris salary stipendio sueldo vencimento vergutung wage
    wynagrodzenie 基本給 奖金 工资 年収 給与 薪资 賞与
  `,
  special: wordList`
    behinderung criminalrecord deficiencia disabilita disability discapacidad ethnicity ethnie etnia etniciteit
    gewerkschaft godsdienst handicap konfession niepełnosprawnosc orientacionsexual orientationsexuelle origineethnique
    pochodzenie politicalparty raca religiao religion religione sexualorientation sindacato sindicato syndicat
    unionmember vakbond vorstrafen wyznanie zwiazekzawodowy 人種 宗教 政治面貌 民族 障害
  `,
  address: wordList`
    address address1 addressline1 adres adresse anschrift apartment billingaddress calle civico direccion domicilio
    endereco hausnummer homeaddress housenumber huisnummer indirizzo logradouro morada numerdomu rua rue shippingaddress
    straat straße street streetaddress ulica 住址 住所 地址 番地 街道
  `,
  place: wordList`
    cep cidade citta city ciudad codepostal codigopostal commune comune kodpocztowy localidad localidade miasto
    miejscowosc municipio plaats plz postalcode postcode postleitzahl stadt suburb town ville wohnort woonplaats zip
    zipcode 城市 市区町村 邮政编码 邮编 郵便番号 都道府県
  `,
  about: wordList`
    aanhef anrede birthplace burgerlijkestaat citizenship cittadinanza civilite countryofbirth dependents estadocivil
    etatcivil familienstand geboorteplaats geburtsort gender genero geschlecht geslacht lieudenaissance
    lugardenacimiento luogodinascita maritalstatus miejsceurodzenia nacionalidad nacionalidade narodowosc nationalitat
    nationalite nationaliteit nationality naturalidade nazionalita obywatelstwo placeofbirth płec salutation sesso sexe
    sexo situationfamiliale spouse staatsangehorigkeit stancywilny statocivile 出生地 国籍 婚姻状况 婚姻状況 性別 性别 籍贯 配偶者
  `,
};

const kinds: ReadonlyMap<string, ColumnKind> = new Map(
  Object.entries(headers).flatMap(([kind, words]) => words.map((word) => [word, kind as ColumnKind] as const)),
);

/** What a header says that its column holds; undefined for all that is not about people. */
export function columnKind(header: string): ColumnKind | undefined {
  const plain = header
    .normalize('NFD')
    .replace(/\p{Mn}|[^\p{L}\p{N}]/gu, '')
    .normalize('NFC')
    .toLowerCase();
  return (
    kinds.get(plain) ??
    kinds.get(plain.replace(/^(?:customer|client|member|patient|employee|user|contact|kunden?)/, ''))
  );
}
