// The emoji that the sandbox knows by name. A name outside the table stays as it was typed,
// so that "08:00-16:00" remains a time.

const TABLE = `
red_circle 🔴|large_orange_circle 🟠|orange_circle 🟠|large_green_circle 🟢|green_circle 🟢|large_yellow_circle 🟡
large_blue_circle 🔵|large_purple_circle 🟣|large_brown_circle 🟤|white_circle ⚪|black_circle ⚫|red_square 🟥
large_red_square 🟥|large_orange_square 🟧|large_yellow_square 🟨|large_green_square 🟩|large_blue_square 🟦
large_purple_square 🟪|white_large_square ⬜|black_large_square ⬛|small_red_triangle 🔺|small_red_triangle_down 🔻
small_orange_diamond 🔸|small_blue_diamond 🔹|large_orange_diamond 🔶|large_blue_diamond 🔷|arrow_up ⬆️|arrow_down ⬇️
arrow_left ⬅️|arrow_right ➡️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrow_up_small 🔼|arrow_down_small 🔽
left_right_arrow ↔️|arrows_counterclockwise 🔄|leftwards_arrow_with_hook ↩️|heavy_minus_sign ➖|heavy_plus_sign ➕
heavy_check_mark ✔️|white_check_mark ✅|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|no_entry ⛔
no_entry_sign 🚫|warning ⚠️|construction 🚧|exclamation ❗|heavy_exclamation_mark ❗|question ❓|grey_question ❔
grey_exclamation ❕|bangbang ‼️|interrobang ⁉️|information_source ℹ️|octagonal_sign 🛑|rotating_light 🚨
traffic_light 🚦|vertical_traffic_light 🚦|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢|speech_balloon 💬
left_speech_bubble 🗨️|thought_balloon 💭|clipboard 📋|memo 📝|pencil 📝|pencil2 ✏️|page_facing_up 📄|bookmark_tabs 📑
bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|calendar 📅|date 📅|spiral_calendar_pad 🗓️
hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|alarm_clock ⏰|clock9 🕘|clock12 🕛|watch ⌚|pushpin 📌
round_pushpin 📍|paperclip 📎|link 🔗|lock 🔒|unlock 🔓|key 🔑|mag 🔍|mag_right 🔎|bulb 💡|gear ⚙️|wrench 🔧
hammer_and_wrench 🛠️|package 📦|inbox_tray 📥|outbox_tray 📤|email 📧|envelope ✉️|incoming_envelope 📨|books 📚
book 📖|notebook 📓|label 🏷️|bookmark 🔖|newspaper 📰|file_folder 📁|open_file_folder 📂|card_index_dividers 🗂️
wastebasket 🗑️|globe_with_meridians 🌐|earth_africa 🌍|compass 🧭|ladder 🪜|dart 🎯|trophy 🏆|medal 🏅|star ⭐
star2 🌟|sparkles ✨|tada 🎉|confetti_ball 🎊|balloon 🎈|rocket 🚀|fire 🔥|zap ⚡|seedling 🌱|herb 🌿|deciduous_tree 🌳
four_leaf_clover 🍀|sunny ☀️|partly_sunny ⛅|cloud ☁️|umbrella ☔|rainbow 🌈|snowflake ❄️|ocean 🌊|coffee ☕|tea 🍵|cake 🍰
heart ❤️|blue_heart 💙|green_heart 💚|yellow_heart 💛|purple_heart 💜|orange_heart 🧡|smile 😄|smiley 😃|grinning 😀
slightly_smiling_face 🙂|grin 😁|joy 😂|blush 😊|wink 😉|sunglasses 😎|thinking_face 🤔|neutral_face 😐
slightly_frowning_face 🙁|cry 😢|sob 😭|sweat_smile 😅|see_no_evil 🙈|eyes 👀|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|ok_hand 👌
wave 👋|clap 👏|raised_hands 🙌|pray 🙏|handshake 🤝|muscle 💪|point_right 👉|point_left 👈|point_up ☝️|point_down 👇
raised_hand ✋|hand 🖐️|busts_in_silhouette 👥|bust_in_silhouette 👤|people_holding_hands 🧑‍🤝‍🧑|technologist 🧑‍💻
mortar_board 🎓|school 🏫|classical_building 🏛️|office 🏢|house 🏠|briefcase 💼|art 🎨|robot_face 🤖|100 💯
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|keycap_ten 🔟|zero 0️⃣|zzz 💤|new 🆕|free 🆓
repeat 🔁|fast_forward ⏩|rewind ⏪|double_vertical_bar ⏸️|black_square_for_stop ⏹️|back 🔙|end 🔚|soon 🔜|top 🔝
`;

export const EMOJI = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => entry.split(" ")),
);

const CODE = /:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/g;

/** The text with the emoji names of the table replaced; everything else stays. */
export function withEmoji(text) {
  return text.replace(CODE, (code, name) => EMOJI.get(name) ?? code);
}

/** The emoji that starts at `index` of the text, as {sign, name, length}, or null. */
export function emojiAt(text, index) {
  CODE.lastIndex = index;
  const match = CODE.exec(text);
  if (!match || match.index !== index || !EMOJI.has(match[1])) return null;
  return { sign: EMOJI.get(match[1]), name: match[1], length: match[0].length };
}
