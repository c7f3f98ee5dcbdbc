import { useState } from 'react';

const empty = { firstName: '', lastName: '', email: '', birthday: '', plan: 'free' };

export default function SignupForm({ onJoined }) {
  const [form, setForm] = useState(empty);
  const [problem, setProblem] = useState('');

  function change(event) {
    setForm({ ...form, [event.target.name]: event.target.value });
  }

  async function submit(event) {
    event.preventDefault();
    const response = await fetch('/api/signup', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(form),
    });
    const answer = await response.json();
    if (!response.ok) {
      setProblem(answer.error);
      return;
    }
    if (answer.checkoutUrl) window.location.href = answer.checkoutUrl;
    else onJoined(answer.member);
  }

  return (
    <form className="card" onSubmit={submit}>
      <h2>Join in one minute</h2>
      <label>
        First name <input name="firstName" value={form.firstName} onChange={change} required />
      </label>
      <label>
        Last name <input name="lastName" value={form.lastName} onChange={change} required />
      </label>
      <label>
        E-mail <input name="email" type="email" value={form.email} onChange={change} required />
      </label>
      <label>
        Birthday (for a little surprise) <input name="birthday" type="date" value={form.birthday} onChange={change} />
      </label>
      <label>
        Plan
        <select name="plan" value={form.plan} onChange={change}>
          <option value="free">Stamps only, free</option>
          <option value="monthly">A bag every month, 14.90 €</option>
        </select>
      </label>
      {problem && <p className="problem">{problem}</p>}
      <button>Join the club</button>
    </form>
  );
}
