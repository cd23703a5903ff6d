-- The rooms' own tables are made by their own migrations; what is here belongs to all of them.
select 1;
