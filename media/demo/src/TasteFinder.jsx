import { useState } from 'react';

const questions = ['How do you brew at home?', 'Milk, sugar, or neither?', 'A smell you love?'];

export default function TasteFinder() {
  const [answers, setAnswers] = useState(['', '', '']);
  const [suggestion, setSuggestion] = useState('');

  async function ask() {
    const response = await fetch('/api/taste', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ answers }),
    });
    setSuggestion((await response.json()).suggestion);
  }

  return (
    <section className="card">
      <h2>Find your coffee</h2>
      {questions.map((question, index) => (
        <label key={question}>
          {question}
          <input value={answers[index]} onChange={(event) => setAnswers(answers.with(index, event.target.value))} />
        </label>
      ))}
      <button type="button" onClick={ask}>
        Suggest a coffee
      </button>
      {suggestion && <p className="suggestion">{suggestion}</p>}
    </section>
  );
}
