//! The operations on Redis that use several keys. They are scripts, because Redis runs scripts one at a time.
//!
//! A session is the key `{prefix}session:{token}` with the value `{expires}:{user}`, which expires with the
//! session. The value is `{expires}u:{user}` if the e-mail address of the user was not proven when the session was started:
//! such a session ends with the first proof. The sessions of a user are the sorted set `{prefix}sessions:{user}` of tokens by expiry, which
//! expires with the last of them. A verification token is a key with its expiry; the tokens of an e-mail address are a
//! sorted set of their keys by expiry. A count of attempts is the key `{prefix}attempts:{key}` with the value
//! `{tries}:{opens}:{until}`. The first argument of every script is the prefix.

use ::redis::Script;

/// All scripts.
pub(super) struct Scripts {
    /// Session token, expiry, user, mark, token of the continued session, which ends → `taken`, `ended` (the other
    /// session), or `done`.
    pub(super) insert_session: Script,
    /// Session token, new expiry, due → 1 if the expiry was changed, otherwise 0.
    pub(super) touch_session: Script,
    /// Session token → the removed value.
    pub(super) delete_session: Script,
    /// User → tokens, expiries and marks in turn, the latest expiry first.
    pub(super) sessions_of: Script,
    /// Session token → nothing; marks the session as that of an unproven user.
    pub(super) mark_session: Script,
    /// User → nothing; takes the marks off the user's sessions.
    pub(super) unmark_sessions_of: Script,
    /// User → the number of removed sessions.
    pub(super) delete_sessions_of: Script,
    /// User, first epoch → the epoch of the user, which is the first one if there was none.
    pub(super) begin_epoch: Script,
    /// User, least epoch → the new epoch.
    pub(super) advance_epoch: Script,
    /// Key of a verification token, key of the tokens of its e-mail address, expiry → 1, or 0 if the token is stored.
    pub(super) insert_token: Script,
    /// As `insert_token`, after all tokens of the e-mail address have been removed.
    pub(super) replace_tokens: Script,
    /// Key of a verification token, key of the tokens of its e-mail address → the expiry of the removed token.
    pub(super) spend_token: Script,
    /// Index → nothing.
    pub(super) delete_tokens: Script,
    /// Key, now, tries, window, first and longest wait, kind of rule → the wait, or 0 if the attempt was counted.
    pub(super) count_attempt: Script,
    /// Key → nothing.
    pub(super) forgive_attempt: Script,
}

impl Scripts {
    pub(super) fn new() -> Self {
        let script = |body: &str| Script::new(&format!("{COMMON}{body}"));
        Self {
            insert_session: script(INSERT_SESSION),
            touch_session: script(TOUCH_SESSION),
            delete_session: script(DELETE_SESSION),
            sessions_of: script(SESSIONS_OF),
            mark_session: script(MARK_SESSION),
            unmark_sessions_of: script(UNMARK_SESSIONS_OF),
            delete_sessions_of: script(DELETE_SESSIONS_OF),
            begin_epoch: script(BEGIN_EPOCH),
            advance_epoch: script(ADVANCE_EPOCH),
            insert_token: Script::new(INSERT_TOKEN),
            replace_tokens: Script::new(&format!("{REMOVE_TOKENS}{INSERT_TOKEN}")),
            spend_token: Script::new(SPEND_TOKEN),
            delete_tokens: Script::new(DELETE_TOKENS),
            count_attempt: script(COUNT_ATTEMPT),
            forgive_attempt: script(FORGIVE_ATTEMPT),
        }
    }
}

const COMMON: &str = "
local prefix, token = ARGV[1], ARGV[2]
local function key_of(t) return prefix .. 'session:' .. t end
local function index_of(user) return prefix .. 'sessions:' .. user end
local function store(t, expires, user, mark)
  local index = index_of(user)
  redis.call('SET', key_of(t), expires .. mark .. ':' .. user, 'PXAT', expires)
  redis.call('ZADD', index, expires, t)
  local now = redis.call('TIME')
  redis.call('ZREMRANGEBYSCORE', index, '-inf', now[1] .. string.sub('00000' .. now[2], -6, -4))
  local last = redis.call('ZREVRANGE', index, 0, 0, 'WITHSCORES')[2]
  if last then redis.call('PEXPIREAT', index, last) end
end
";

const INSERT_SESSION: &str = "
if redis.call('EXISTS', key_of(token)) == 1 then return 'taken' end
if ARGV[6] ~= '' then
  local continued = redis.call('GETDEL', key_of(ARGV[6]))
  if not continued then return 'ended' end
  redis.call('ZREM', index_of(ARGV[4]), ARGV[6])
end
store(token, ARGV[3], ARGV[4], ARGV[5])
return 'done'
";

const TOUCH_SESSION: &str = "
local stored = redis.call('GET', key_of(token))
if not stored then return 0 end
local expires, mark, user = string.match(stored, '^(%-?%d+)(u?):(.*)$')
if not expires or tonumber(expires) > tonumber(ARGV[4]) then return 0 end
store(token, ARGV[3], user, mark)
return 1
";

const DELETE_SESSION: &str = "
local stored = redis.call('GETDEL', key_of(token))
if not stored then return nil end
local user = string.match(stored, '^%-?%d+u?:(.*)$')
if user then redis.call('ZREM', index_of(user), token) end
return stored
";

const SESSIONS_OF: &str = "
local found = {}
for _, t in ipairs(redis.call('ZREVRANGE', index_of(ARGV[2]), 0, -1)) do
  local stored = redis.call('GET', key_of(t))
  local expires, mark = string.match(stored or '', '^(%-?%d+)(u?):')
  if expires then
    found[#found + 1] = t
    found[#found + 1] = expires
    found[#found + 1] = mark
  end
end
return found
";

const MARK_SESSION: &str = "
local expires, user = string.match(redis.call('GET', key_of(token)) or '', '^(%-?%d+):(.*)$')
if expires then redis.call('SET', key_of(token), expires .. 'u:' .. user, 'KEEPTTL') end
";

const UNMARK_SESSIONS_OF: &str = "
for _, t in ipairs(redis.call('ZRANGE', index_of(ARGV[2]), 0, -1)) do
  local expires, user = string.match(redis.call('GET', key_of(t)) or '', '^(%-?%d+)u:(.*)$')
  if expires then redis.call('SET', key_of(t), expires .. ':' .. user, 'KEEPTTL') end
end
";

const DELETE_SESSIONS_OF: &str = "
local index, count = index_of(ARGV[2]), 0
for _, t in ipairs(redis.call('ZRANGE', index, 0, -1)) do
  count = count + redis.call('DEL', key_of(t))
end
redis.call('DEL', index)
return count
";

const BEGIN_EPOCH: &str = "
local key = prefix .. 'epoch:' .. token
redis.call('SETNX', key, ARGV[3])
return redis.call('GET', key)
";

const ADVANCE_EPOCH: &str = "
local key = prefix .. 'epoch:' .. token
local epoch = redis.call('GET', key)
if epoch and tonumber(epoch) >= tonumber(ARGV[3]) then return redis.call('INCR', key) end
redis.call('SET', key, ARGV[3])
return ARGV[3]
";

const INSERT_TOKEN: &str = "
local key, index, expires = ARGV[2], ARGV[3], ARGV[4]
if not redis.call('SET', key, expires, 'NX', 'PXAT', expires) then return 0 end
redis.call('ZADD', index, expires, key)
local last = redis.call('ZREVRANGE', index, 0, 0, 'WITHSCORES')[2]
if last then redis.call('PEXPIREAT', index, last) end
return 1
";

const REMOVE_TOKENS: &str = "
for _, other in ipairs(redis.call('ZRANGE', ARGV[3], 0, -1)) do redis.call('DEL', other) end
redis.call('DEL', ARGV[3])
";

const SPEND_TOKEN: &str = "
local key, index = ARGV[2], ARGV[3]
local expires = redis.call('GETDEL', key)
if not expires then return nil end
for _, other in ipairs(redis.call('ZRANGE', index, 0, -1)) do redis.call('DEL', other) end
redis.call('DEL', index)
return expires
";

const DELETE_TOKENS: &str = "
local index = ARGV[2]
for _, key in ipairs(redis.call('ZRANGE', index, 0, -1)) do redis.call('DEL', key) end
redis.call('DEL', index)
";

/// `AttemptCount::attempt`. The key expires by its own time to live, so that the clock of Redis does not matter.
const COUNT_ATTEMPT: &str = "
local key, now = prefix .. 'attempts:' .. token, tonumber(ARGV[3])
local free, window = tonumber(ARGV[4]), tonumber(ARGV[5])
local first, longest, growing = tonumber(ARGV[6]), tonumber(ARGV[7]), ARGV[8] == 'growing'
local tries, opens, ends, ahead = 0, 0, now + window, false
local stored = redis.call('GET', key)
if stored then
  local n, o, e = string.match(stored, '^(%d+):(%-?%d+):(%-?%d+)$')
  if e and tonumber(e) > now then
    tries, opens, ends = tonumber(n), tonumber(o), math.min(tonumber(e), now + window)
    ahead = ends < tonumber(e)
  end
end
local latest = growing and now + longest or ends
if opens > latest then opens, ahead = latest, true end
if opens > now then
  if ahead then redis.call('SET', key, string.format('%.0f:%.0f:%.0f', tries, opens, ends), 'KEEPTTL') end
  return opens - now
end
tries, opens = tries + 1, 0
if growing then ends = now + window end
if tries >= free then
  opens = growing and now + math.min(longest, first * 2 ^ math.min(tries - free, 32)) or ends
end
local value = string.format('%.0f:%.0f:%.0f', tries, opens, ends)
redis.call('SET', key, value, 'PX', string.format('%.0f', math.max(1, ends - now)))
return 0
";

const FORGIVE_ATTEMPT: &str = "
local key = prefix .. 'attempts:' .. token
local stored = redis.call('GET', key)
local tries, ends = string.match(stored or '', '^(%d+):%-?%d+:(%-?%d+)$')
if tries then
  redis.call('SET', key, string.format('%.0f:0:%s', math.max(0, tonumber(tries) - 1), ends), 'KEEPTTL')
end
";
