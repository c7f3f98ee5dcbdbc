import OpenAI from 'openai';

const openai = new OpenAI({
  apiKey: '{{HANDRAIL_DEMO_TOKEN:openai}}',
  baseURL: 'https://api.openai.com/v1',
});

const coffees = [
  'Harbour Light (washed, citrus)',
  'Ember (dark, cocoa)',
  'Fog Lane (natural, berries)',
  'Night Shift (decaf)',
];

export default async function handler(request, response) {
  const { answers } = request.body;
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: `You are a friendly barista. Suggest one of: ${coffees.join(', ')}. Two sentences.` },
      { role: 'user', content: answers.join('\n') },
    ],
  });
  response.status(200).json({ suggestion: completion.choices[0].message.content });
}
