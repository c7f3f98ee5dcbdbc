// Whether words are a wallet's seed phrase. The first four letters of each word of the list tell it from all others.

import { sha256 } from '../../text/hash.ts';
import { expression } from '../../text/expression.ts';

// The English list, as the first two letters and then what follows them up to the fourth.
// Source: https://github.com/bitcoin/bips/blob/master/bip-0039/english.txt
const list =
  'aban,il,le,ou,ov,se,so,st,su,us acce,ci,co,cu,hi,id,ou,qu,ro,t,ti,to,tr,tu adap,d,di,dr,ju,mi,ul,va,vi a' +
  'ero affa,fo,ra agai,e,en,re ahea aim,r,rp,sl alar,bu,co,er,ie,l,le,lo,mo,on,ph,re,so,te,wa amat,az,on,ou' +
  ',us anal,ch,ci,ge,gl,gr,im,kl,no,nu,ot,sw,te,ti,xi,y apar,ol,pe,pl,pr,ri arch,ct,ea,en,gu,m,me,mo,my,ou,' +
  'ra,re,ri,ro,t,te,ti,tw ask,pe,sa,se,si,su,th athl,om,ta,te,ti,tr auct,di,gu,nt,th,to,tu aver,oc,oi awak,' +
  'ar,ay,es,fu,kw axis baby,ch,co,dg,g,la,lc,ll,mb,na,nn,r,re,rg,rr,se,si,sk,tt beac,an,au,ca,co,ef,fo,gi,h' +
  'a,hi,li,lo,lt,nc,ne,st,tr,tt,tw,yo bicy,d,ke,nd,ol,rd,rt,tt blac,ad,am,an,as,ea,es,in,oo,os,ou,ue,ur,us ' +
  'boar,at,dy,il,mb,ne,nu,ok,os,rd,ri,rr,ss,tt,un,x,y brac,ai,an,as,av,ea,ee,ic,id,ie,ig,in,is,oc,ok,on,oo,' +
  'ot,ow,us bubb,dd,dg,ff,il,lb,lk,ll,nd,nk,rd,rg,rs,s,si,sy,tt,ye,zz cabb,bi,bl,ct,ge,ke,ll,lm,me,mp,n,na,' +
  'nc,nd,nn,no,nv,ny,pa,pi,pt,r,rb,rd,rg,rp,rr,rt,se,sh,si,st,su,t,ta,tc,te,tt,ug,us,ut,ve ceil,le,me,ns,nt' +
  ',re,rt chai,al,am,an,ao,ap,ar,as,at,ea,ec,ee,ef,er,es,ic,ie,il,im,oi,oo,ro,uc,un,ur ciga,nn,rc,ti,ty,vi ' +
  'clai,ap,ar,aw,ay,ea,er,ev,ic,ie,if,im,in,ip,oc,og,os,ot,ou,ow,ub,um,us,ut coac,as,co,de,ff,il,in,ll,lo,l' +
  'u,mb,me,mf,mi,mm,mp,nc,nd,nf,ng,nn,ns,nt,nv,ok,ol,pp,py,ra,re,rn,rr,st,tt,uc,un,up,ur,us,ve,yo crac,ad,a' +
  'f,am,an,as,at,aw,az,ea,ed,ee,ew,ic,im,is,it,op,os,ou,ow,uc,ue,ui,um,un,us,y,ys cube,lt,p,pb,ri,rr,rt,rv,' +
  'sh,st,te cycl dad,ma,mp,nc,ng,ri,sh,ug,wn,y deal,ba,br,ca,ce,ci,cl,co,cr,er,fe,fi,fy,gr,la,li,ma,mi,ni,n' +
  't,ny,pa,pe,po,pt,pu,ri,sc,se,si,sk,sp,st,ta,te,ve,vi,vo diag,al,am,ar,ce,es,et,ff,gi,gn,le,nn,no,re,rt,s' +
  'a,sc,se,sh,sm,so,sp,st,ve,vi,vo,zz doct,cu,g,ll,lp,ma,na,nk,no,or,se,ub,ve draf,ag,am,as,aw,ea,es,if,il,' +
  'in,ip,iv,op,um,y duck,mb,ne,ri,st,tc,ty dwar dyna eage,gl,rl,rn,rt,si,st,sy echo,ol,on edge,it,uc effo e' +
  'gg eigh,th elbo,de,ec,eg,em,ep,ev,it,se emba,bo,br,er,ot,pl,po,pt enab,ac,d,dl,do,em,er,fo,ga,gi,ha,jo,l' +
  'i,ou,ri,ro,su,te,ti,tr,ve epis equa,ui era,as,od,os,ro,up esca,sa,se,ta eter,hi evid,il,ok,ol exac,am,ce' +
  ',ch,ci,cl,cu,ec,er,ha,hi,il,is,it,ot,pa,pe,pi,pl,po,pr,te,tr eye,eb fabr,ce,cu,de,in,it,ll,ls,me,mi,mo,n' +
  ',nc,nt,rm,sh,t,ta,th,ti,ul,vo feat,br,de,e,ed,el,ma,nc,st,tc,ve,w fibe,ct,el,gu,le,lm,lt,na,nd,ne,ng,ni,' +
  're,rm,rs,sc,sh,t,tn,x flag,am,as,at,av,ee,ig,ip,oa,oc,oo,ow,ui,us,y foam,cu,g,il,ld,ll,od,ot,rc,re,rg,rk' +
  ',rt,ru,rw,ss,st,un,x frag,am,eq,es,ie,in,og,on,os,ow,oz,ui fuel,n,nn,rn,ry,tu gadg,in,la,ll,me,p,ra,rb,r' +
  'd,rl,rm,s,sp,te,th,ug,ze gene,ni,nr,nt,nu,st ghos gian,ft,gg,ng,ra,rl,ve glad,an,ar,as,id,im,ob,oo,or,ov' +
  ',ow,ue goat,dd,ld,od,os,ri,sp,ss,ve,wn grab,ac,ai,an,ap,as,av,ea,ee,id,ie,it,oc,ou,ow,un guar,es,id,il,i' +
  't,n gym habi,ir,lf,mm,ms,nd,pp,rb,rd,rs,rv,t,ve,wk,za head,al,ar,av,dg,ig,ll,lm,lp,n,ro hidd,gh,ll,nt,p,' +
  're,st hobb,ck,ld,le,li,ll,me,ne,od,pe,rn,rr,rs,sp,st,te,ur,ve hub,ge,ma,mb,mo,nd,ng,nt,rd,rr,rt,sb hybr ' +
  'ice,on idea,en,le igno ill,le,ln imag,it,me,mu,pa,po,pr,pu inch,cl,co,cr,de,di,do,du,fa,fl,fo,ha,he,it,j' +
  'e,ju,ma,ne,no,pu,qu,sa,se,si,sp,st,ta,te,to,ve,vi,vo iron isla,ol,su item ivor jack,gu,r,zz jeal,an,ll,w' +
  'e job,in,ke,ur,y judg,ic,mp,ng,ni,nk,st kang keen,ep,tc,y kick,d,dn,nd,ng,ss,t,tc,te,tt,wi knee,if,oc,ow' +
  ' lab,be,bo,dd,dy,ke,mp,ng,pt,rg,te,ti,ug,un,va,w,wn,ws,ye,zy lead,af,ar,av,ct,ft,g,ga,ge,is,mo,nd,ng,ns,' +
  'op,ss,tt,ve liar,be,br,ce,fe,ft,gh,ke,mb,mi,nk,on,qu,st,tt,ve,za load,an,bs,ca,ck,gi,ne,ng,op,tt,ud,un,v' +
  'e,ya luck,gg,mb,na,nc,xu lyri mach,d,gi,gn,id,il,in,jo,ke,mm,n,na,nd,ng,ns,nu,pl,rb,rc,rg,ri,rk,rr,sk,ss' +
  ',st,tc,te,th,tr,tt,xi,ze mead,an,as,at,ch,da,di,lo,lt,mb,mo,nt,nu,rc,rg,ri,rr,sh,ss,ta,th midd,dn,lk,ll,' +
  'mi,nd,ni,no,nu,ra,rr,se,ss,st,x,xe,xt mobi,de,di,m,me,ni,nk,ns,nt,on,ra,re,rn,sq,th,ti,to,un,us,ve,vi mu' +
  'ch,ff,le,lt,sc,se,sh,si,st,tu myse,st,th naiv,me,pk,rr,st,ti,tu near,ck,ed,ga,gl,it,ph,rv,st,t,tw,ut,ve,' +
  'ws,xt nice,gh nobl,is,mi,od,rm,rt,se,ta,te,th,ti,ve,w nucl,mb,rs,t oak obey,je,li,sc,se,ta,vi occu,ea,to' +
  ' odor off,fe,fi,te oil okay old,iv,ym omit once,e,io,li,ly open,er,in,po,ti oran,bi,ch,de,di,ga,ie,ig,ph' +
  ' ostr othe outd,te,tp,ts oval,en,er own,ne oxyg oyst ozon pact,dd,ge,ir,la,lm,nd,ne,ni,nt,pe,ra,re,rk,rr' +
  ',rt,ss,tc,th,ti,tr,tt,us,ve,ym peac,an,ar,as,li,n,na,nc,op,pp,rf,rm,rs,t phon,ot,ra,ys pian,cn,ct,ec,g,g' +
  'e,ll,lo,nk,on,pe,st,tc,zz plac,an,as,at,ay,ea,ed,uc,ug,un poem,et,in,la,le,li,nd,ny,ol,pu,rt,si,ss,st,ta' +
  ',tt,ve,wd,we prac,ai,ed,ef,ep,es,et,ev,ic,id,im,in,io,is,iv,iz,ob,oc,od,of,og,oj,om,oo,op,os,ot,ou,ov pu' +
  'bl,dd,ll,lp,ls,mp,nc,pi,pp,rc,ri,rp,rs,sh,t,zz pyra qual,an,ar,es,ic,it,iz,ot rabb,cc,ce,ck,da,di,il,in,' +
  'is,ll,mp,nc,nd,ng,pi,re,te,th,ve,w,zo read,al,as,be,bu,ca,ce,ci,co,cy,du,fl,fo,fu,gi,gr,gu,je,la,le,li,l' +
  'y,ma,me,mi,mo,nd,ne,nt,op,pa,pe,pl,po,qu,sc,se,si,so,sp,su,ti,tr,tu,un,ve,vi,wa rhyt rib,bb,ce,ch,de,dg,' +
  'fl,gh,gi,ng,ot,pp,sk,tu,va,ve road,as,bo,bu,ck,ma,of,ok,om,se,ta,ug,un,ut,ya rubb,de,g,le,n,nw,ra sad,dd' +
  ',dn,fe,il,la,lm,lo,lt,lu,me,mp,nd,ti,to,uc,us,ve,y scal,an,ar,at,en,he,ho,ie,is,or,ou,ra,re,ri,ru sea,ar' +
  ',as,at,co,cr,ct,cu,ed,ek,gm,le,ll,mi,ni,ns,nt,ri,rv,ss,tt,tu,ve shad,af,al,ar,ed,el,er,ie,if,in,ip,iv,oc' +
  ',oe,oo,op,or,ou,ov,ri,ru,uf,y sibl,ck,de,eg,gh,gn,le,lk,ll,lv,mi,mp,nc,ng,re,st,tu,x,ze skat,et,i,il,in,' +
  'ir,ul slab,am,ee,en,ic,id,ig,im,og,ot,ow,us smal,ar,il,ok,oo snac,ak,ap,if,ow soap,cc,ci,ck,da,ft,la,ld,' +
  'li,lu,lv,me,ng,on,rr,rt,ul,un,up,ur,ut spac,ar,at,aw,ea,ec,ee,el,en,he,ic,id,ik,in,ir,li,oi,on,oo,or,ot,' +
  'ra,re,ri,y squa,ue,ui stab,ad,af,ag,ai,am,an,ar,at,ay,ea,ee,em,ep,er,ic,il,in,oc,om,on,oo,or,ov,ra,re,ri' +
  ',ro,ru,ud,uf,um,yl subj,bm,bw,cc,ch,dd,ff,ga,gg,it,mm,n,nn,ns,pe,pp,pr,re,rf,rg,rp,rr,rv,sp,st swal,am,a' +
  'p,ar,ea,ee,if,im,in,it,or symb,mp,ru,st tabl,ck,g,il,le,lk,nk,pe,rg,sk,st,tt,xi teac,am,ll,n,na,nn,nt,rm' +
  ',st,xt than,at,em,en,eo,er,ey,in,is,ou,re,ri,ro,um,un tick,de,ge,lt,mb,me,ny,p,re,ss,tl toas,ba,da,dd,e,' +
  'ge,il,ke,ma,mo,ne,ng,ni,ol,ot,p,pi,pp,rc,rn,rt,ss,ta,ur,wa,we,wn,y trac,ad,af,ag,ai,an,ap,as,av,ay,ea,ee' +
  ',en,ia,ib,ic,ig,im,ip,op,ou,uc,ue,ul,um,us,ut,y tube,it,mb,na,nn,rk,rn,rt twel,en,ic,in,is,o type,pi ugl' +
  'y umbr unab,aw,cl,co,de,do,fa,fo,ha,if,iq,it,iv,kn,lo,ti,us,ve upda,gr,ho,on,pe,se urba,ge usag,e,ed,ef,' +
  'el,ua util vaca,cu,gu,li,ll,lv,n,ni,po,ri,st,ul vehi,lv,nd,nt,nu,rb,ri,rs,ry,ss,te viab,br,ci,ct,de,ew,l' +
  'l,nt,ol,rt,ru,sa,si,su,ta,vi voca,ic,id,lc,lu,te,ya wage,go,it,lk,ll,ln,nt,rf,rm,rr,sh,sp,st,te,ve,y wea' +
  'l,ap,ar,as,at,b,dd,ek,ir,lc,st,t whal,at,ea,ee,en,er,ip,is wide,dt,fe,ld,ll,n,nd,ne,ng,nk,nn,nt,re,sd,se' +
  ',sh,tn wolf,ma,nd,od,ol,rd,rk,rl,rr,rt wrap,ec,es,is,it,on yard year,ll you,un,ut zebr,ro zone,o';

/** By the first four letters the place of a word in the list. */
let heads: Map<string, number> | undefined;

function placesInList(): ReadonlyMap<string, number> {
  heads ??= new Map(
    list
      .split(' ')
      .flatMap((entry) =>
        entry
          .slice(2)
          .split(',')
          .map((tail) => entry.slice(0, 2) + tail),
      )
      .map((head, place) => [head, place]),
  );
  return heads;
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().split(/[ ,]+/);
}

// Published for tests and development, and known to everybody.
const published = expression()`
  ^(?:test ){11}junk$|^(?:abandon ){11}about$|^(?:abandon ){23}art$|^(?:zoo ){11}wrong$|
  ^legal winner thank year wave sausage worth useful legal winner thank yellow$
`;

/** Whether a text is 12, 15, 18, 21 or 24 words, all from the English BIP-39 list and hardly any of them twice. */
export function isSeedPhrase(text: string): boolean {
  const known = placesInList();
  const words = wordsIn(text);
  if (words.length < 12 || words.length > 24 || words.length % 3 !== 0 || published.test(words.join(' '))) return false;
  return words.every((word) => known.has(word.slice(0, 4))) && new Set(words).size > words.length * 0.7;
}

/** Whether the last bits of a seed phrase are those of the hash over the others. One in sixteen is right by chance.
 *  Source: https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki#generating-the-mnemonic */
export function passesSeedChecksum(text: string): boolean {
  const places = placesInList();
  const bits = wordsIn(text)
    .map((word) => (places.get(word.slice(0, 4)) ?? 0).toString(2).padStart(bitsOfWord, '0'))
    .join('');
  const checkBits = bits.length / 33;
  const drawn = bits.slice(0, bits.length - checkBits);
  const bytes = Uint8Array.from({ length: drawn.length / 8 }, (_, index) =>
    Number.parseInt(drawn.slice(8 * index, 8 * index + 8), 2),
  );
  const check = Number.parseInt(sha256(bytes).slice(0, 2), 16).toString(2).padStart(8, '0').slice(0, checkBits);
  return bits.endsWith(check);
}

const bitsOfWord = 11;
