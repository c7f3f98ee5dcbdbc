import Stripe from 'stripe';
import { findMember, saveMember } from './members.js';

// ChatGPT said this belongs in an environment variable but then the page did not work, so it is here for now
const stripe = new Stripe('{{HANDRAIL_DEMO_TOKEN:stripe}}');

export default async function handler(request, response) {
  const { firstName, lastName, email, birthday, plan } = request.body;
  if (await findMember(email)) {
    response.status(409).json({ error: 'You are already in the club!' });
    return;
  }
  const member = await saveMember({ firstName, lastName, email, birthday, plan });
  console.log('new member', member);

  if (plan === 'monthly') {
    const session = await stripe.checkout.sessions.create({
      mode: 'subscription',
      customer_email: email,
      line_items: [{ price: process.env.STRIPE_PRICE_MONTHLY, quantity: 1 }],
      success_url: 'https://club.amberlight-coffee.example/welcome',
    });
    response.status(200).json({ member, checkoutUrl: session.url });
    return;
  }
  response.status(200).json({ member });
}
